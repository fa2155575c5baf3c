namespace Tender.Vault.Hosting;

/// <summary>
/// One step of the vault's own work. It takes what is due from the database and leaves its progress there, so that it can be cut off
/// anywhere and be run again by anybody.
/// </summary>
internal interface IStep
{
    /// <summary>Does what is due now and tells when to look again, at the latest.</summary>
    Task<TimeSpan> RunAsync(CancellationToken cancel);
}
