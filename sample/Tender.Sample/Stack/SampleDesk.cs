using Tender.Sample.Cast;

namespace Tender.Sample.Stack;

/// <summary>What an organisation's desk tells <c>tender</c> at every call.</summary>
public static class SampleDesk
{
    /// <summary>The options for a bidder with its key file.</summary>
    public static string[] Options(SampleStack stack, SampleOrganisation who, string keyFile)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(who);
        return
        [
            "--key",
            keyFile,
            "--password-file",
            stack.Folders.PasswordFile,
            "--vault",
            stack.VaultUrl.ToString(),
            "--certificate",
            stack.Certificates.PathOf(who),
            "--certificate-password-file",
            stack.Folders.PasswordFile,
            "--trust",
            stack.Folders.TrustFile,
            "--yes",
        ];
    }
}
