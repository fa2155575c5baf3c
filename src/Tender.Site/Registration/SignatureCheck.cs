using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Data;
using Tender.Site.Revocation;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Text;
using Tender.Site.Trust;

namespace Tender.Site.Registration;

/// <summary>From posted bytes to a person of an organisation: signature, challenge, chain, time, usage, revocation, in this order.</summary>
public sealed class SignatureCheck(
    SiteContext data,
    ChallengeBook challenges,
    TrustBook trust,
    CertificateStatus status,
    TimeProvider clock
)
{
    /// <summary>Checks a signature for a purpose.</summary>
    /// <param name="base64">Base64 of the CMS message over the challenge's text.</param>
    /// <param name="purpose">What it must have been made for.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="Refused">ET-2001 to ET-2018.</exception>
    public async Task<CheckedSigner> CheckAsync(string? base64, ChallengePurpose purpose, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var bytes = Decode(base64);
        var message = Open(bytes);
        await challenges.TakeAsync(message.Content, purpose, cancel);
        var now = clock.GetUtcNow();
        var report = await JudgeAsync(message, now, cancel);
        if (purpose.DemandsStatus && !report.RevocationKnown)
        {
            throw new Refused("ET-2017");
        }

        if (purpose.OrgCode is { } code && code != report.OrgCode)
        {
            throw new Refused("ET-2015", code);
        }

        var fingerprint = SHA256.HashData(message.Signer.RawDataMemory.Span);
        if (purpose.OrgCode is { } organisation)
        {
            await DemandBoundAsync(fingerprint, organisation, cancel);
        }

        return new CheckedSigner(report, fingerprint, bytes, now);
    }

    /// <summary>Acts are signed with certificates on the organisation's list; sign-in and requests for binding have rules of their own.</summary>
    /// <exception cref="Refused">ET-2007 taken off the list; ET-2008 never on it.</exception>
    public async Task DemandBoundAsync(byte[] fingerprint, string orgCode, CancellationToken cancel)
    {
        var bound = await data.Set<SignerCertificate>()
            .AsNoTracking()
            .SingleOrDefaultAsync(c => c.Fingerprint == fingerprint, cancel);
        if (bound is null)
        {
            throw new Refused("ET-2008", orgCode);
        }

        if (bound.EndedAt is { } ended)
        {
            throw new Refused("ET-2007", ended);
        }
    }

    /// <summary>The trust list first; only then are the addresses that the certificate names asked.</summary>
    private async Task<CertificateReport> JudgeAsync(
        SignedMessage message,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var list = await trust.CurrentAsync(cancel);
        var report = list.Check(message.Signer, message.Others, now);
        if (!report.IsGood)
        {
            throw Refuse(report);
        }

        return await status.AskAsync(list.PathOf(message.Signer, message.Others, now), cancel) switch
        {
            StatusOutcome.Revoked => throw new Refused("ET-2004", report.Issuer),
            StatusOutcome.Unknown => throw new Refused("ET-2018", report.Issuer),
            StatusOutcome.Good => report with { RevocationKnown = true },
            _ => report,
        };
    }

    private static byte[] Decode(string? base64)
    {
        var buffer = new byte[(base64?.Length ?? 0) * 3 / 4 + 3];
        return base64 is { Length: > 0 and < 64 * 1024 } && Convert.TryFromBase64String(base64, buffer, out var length)
            ? buffer[..length]
            : throw new Refused("ET-2016");
    }

    private static SignedMessage Open(byte[] bytes)
    {
        try
        {
            return CmsVerifier.Open(bytes);
        }
        catch (SealingException wrong)
        {
            throw new Refused(wrong.Kind == SealingError.Signature ? "ET-2001" : "ET-2016");
        }
    }

    private static Refused Refuse(CertificateReport report)
    {
        var until = BeijingTime.In(report.NotAfter).ToString("yyyy-MM-dd", null);
        return report.Outcome switch
        {
            CertificateOutcome.NotYetValid => new Refused("ET-2002"),
            CertificateOutcome.Expired => new Refused("ET-2003", until),
            CertificateOutcome.Revoked => new Refused("ET-2004", report.Issuer),
            CertificateOutcome.WrongUsage => new Refused("ET-2006"),
            CertificateOutcome.WeakKey => new Refused("ET-2013"),
            CertificateOutcome.NoOrganisation => new Refused("ET-2009"),
            _ => new Refused("ET-2005", report.Issuer),
        };
    }
}

/// <summary>Who signed.</summary>
/// <param name="Report">Whom the certificate names.</param>
/// <param name="Fingerprint">SHA-256 of the certificate.</param>
/// <param name="Message">The CMS message itself, for acts that keep it.</param>
/// <param name="At">When it was checked.</param>
public sealed record CheckedSigner(CertificateReport Report, byte[] Fingerprint, byte[] Message, DateTimeOffset At);
