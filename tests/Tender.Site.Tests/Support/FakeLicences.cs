using System.Collections.Concurrent;
using Tender.Site.Licences;

namespace Tender.Site.Tests.Support;

/// <summary>A licence register that answers as a test says; of everybody else it knows nothing because it is down.</summary>
public sealed class FakeLicences : ILicenceRegister
{
    private readonly ConcurrentDictionary<string, LicenceRecord?> records = new();

    public void Answer(string code, string name, LicenceOutcome outcome)
    {
        records.TryRemove(code, out _);
        if (outcome != LicenceOutcome.Unavailable)
        {
            records[code] =
                outcome == LicenceOutcome.Missing
                    ? null
                    : new LicenceRecord(
                        code,
                        outcome == LicenceOutcome.Name ? name + "改名后" : name,
                        outcome != LicenceOutcome.Status
                    );
        }
    }

    public Task<LicenceRecord?> FindAsync(string orgCode, CancellationToken cancel) =>
        records.TryGetValue(orgCode, out var record)
            ? Task.FromResult(record)
            : throw new LicenceRegisterException("down");
}
