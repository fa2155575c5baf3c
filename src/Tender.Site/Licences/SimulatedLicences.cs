using Microsoft.Extensions.Options;

namespace Tender.Site.Licences;

/// <summary>
/// A register from the configuration, for samples and training. Without entries there is no register, and it says so; in Production it
/// never has any.
/// </summary>
public sealed class SimulatedLicences(IOptionsMonitor<LicenceOptions> options, IHostEnvironment environment)
    : ILicenceRegister
{
    public Task<LicenceRecord?> FindAsync(string orgCode, CancellationToken cancel)
    {
        var entries = environment.IsProduction() ? [] : options.CurrentValue.Simulated;
        if (entries.Count == 0)
        {
            throw new LicenceRegisterException("No licence register is connected.");
        }

        var found = entries.FirstOrDefault(e => e.OrgCode == orgCode);
        return Task.FromResult(found is null ? null : new LicenceRecord(found.OrgCode, found.Name, found.IsActive));
    }
}

/// <summary>Configuration section <c>Licences</c>.</summary>
public sealed class LicenceOptions
{
    public IReadOnlyList<SimulatedLicence> Simulated { get; set; } = [];
}

/// <summary>One entry of the simulated register.</summary>
public sealed class SimulatedLicence
{
    public string OrgCode { get; set; } = "";

    public string Name { get; set; } = "";

    public bool IsActive { get; set; } = true;
}
