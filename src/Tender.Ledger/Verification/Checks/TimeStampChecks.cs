using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Tender.Ledger.Verification;

/// <summary>Check 11: RFC 3161 tokens over the statement.</summary>
internal sealed class TimeStampChecks(TrustFile trust, CheckSheet sheet)
{
    private const string Name = "time stamp";
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>The earliest time of a token that holds, or null.</summary>
    internal DateTimeOffset? Run(IReadOnlyList<byte[]> tokens, byte[] statementHash, DateTimeOffset windowEnd)
    {
        if (tokens.Count == 0 && trust.TimeStamps.Required)
            sheet.Miss(11, Name, "the trust file asks for a token");
        else if (tokens.Count == 0)
            sheet.Skip(11, Name, "no token, none asked for");
        else if (trust.TimeStamps.Roots.Count == 0)
            sheet.Miss(11, Name, "the trust file names no time-stamp authority");
        else
            return tokens.Select(t => CheckToken(t, statementHash, windowEnd)).Min();
        return null;
    }

    private DateTimeOffset? CheckToken(byte[] der, byte[] statementHash, DateTimeOffset windowEnd)
    {
        var problem = Read(der, statementHash, out var at);
        var latest = windowEnd.AddSeconds(trust.TimeStamps.ToleranceSeconds);
        if (problem is not null)
            sheet.Fail(11, Name, problem);
        else if (at > latest)
            sheet.Note(11, Name, $"{at:u} is after {latest:u}: says nothing about this window");
        else
            sheet.Pass(11, Name, $"{at:u} <= {latest:u}, over {CheckSheet.Short(statementHash)}");
        return problem is null ? at : null;
    }

    private string? Read(byte[] der, byte[] statementHash, out DateTimeOffset at)
    {
        at = default;
        try
        {
            if (!Rfc3161TimestampToken.TryDecode(der, out var token, out var used) || used != der.Length)
                return "no token of RFC 3161";
            at = token.TokenInfo.Timestamp;
            if (!token.VerifySignatureForHash(statementHash, HashAlgorithmName.SHA256, out var signer))
                return "the signature or the imprint does not hold";
            var policy = token.TokenInfo.PolicyId.Value!;
            if (trust.TimeStamps.Policies.Count > 0 && !trust.TimeStamps.Policies.Contains(policy))
                return $"policy {policy} is not accepted";
            return IsTrusted(signer, token, at) ? null : "the authority is not trusted";
        }
        catch (CryptographicException broken)
        {
            return broken.Message;
        }
    }

    private bool IsTrusted(X509Certificate2 signer, Rfc3161TimestampToken token, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(TrustFileForm.ReadPem(trust.TimeStamps.Roots));
        chain.ChainPolicy.ExtraStore.AddRange(token.AsSignedCms().Certificates);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(TimeStamping));
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        return chain.Build(signer);
    }
}
