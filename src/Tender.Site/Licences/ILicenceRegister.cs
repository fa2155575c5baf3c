namespace Tender.Site.Licences;

/// <summary>The register of electronic licences: what the state knows of an organisation. A port; each city has its own service behind it.</summary>
public interface ILicenceRegister
{
    /// <summary>The licence under a code, or null when there is none.</summary>
    /// <exception cref="LicenceRegisterException">The register cannot be asked now.</exception>
    Task<LicenceRecord?> FindAsync(string orgCode, CancellationToken cancel);
}

/// <summary>A licence as the register has it.</summary>
/// <param name="OrgCode">Unified social credit code.</param>
/// <param name="Name">Name of the organisation.</param>
/// <param name="IsActive">False when the licence was cancelled or withdrawn.</param>
public sealed record LicenceRecord(string OrgCode, string Name, bool IsActive);

/// <summary>The register gives no answer.</summary>
public sealed class LicenceRegisterException : Exception
{
    public LicenceRegisterException() { }

    public LicenceRegisterException(string message)
        : base(message) { }

    public LicenceRegisterException(string message, Exception inner)
        : base(message, inner) { }
}
