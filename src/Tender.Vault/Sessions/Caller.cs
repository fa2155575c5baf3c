using Tender.Vault.Faults;

namespace Tender.Vault.Sessions;

/// <summary>Whose request it is. A handler that takes one as a parameter is closed to everybody without a session.</summary>
/// <param name="OrgCode">Unified social credit code.</param>
/// <param name="OrgName">As the certificate says.</param>
/// <param name="Signer">The person.</param>
internal sealed record Caller(string OrgCode, string OrgName, string Signer)
{
    /// <exception cref="RefusedException">ET-3017: no session.</exception>
    public static ValueTask<Caller> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.Features.Get<Caller>() ?? throw new RefusedException(VaultFaults.NoSession));
}
