using System.Globalization;
using Tender.Sample.Processes;

namespace Tender.Sample.Stack;

/// <summary>The four ports of the sample, all on the loopback interface.</summary>
public sealed record SamplePorts(int Site, int Vault, int Postgres, int Chain)
{
    /// <summary>Environment variable with the first port of the range.</summary>
    public const string Variable = "TENDER_PORT_BASE";

    public const int DefaultBase = 5080;

    public static SamplePorts From(int first) => new(first, first + 1, first + 2, first + 3);

    /// <summary>Four ports that were free a moment ago: for tests, which may run beside a sample and each other.</summary>
    public static SamplePorts Free()
    {
        var ports = new HashSet<int>();
        while (ports.Count < 4)
            ports.Add(Ports.Free());
        var list = ports.ToList();
        return new SamplePorts(list[0], list[1], list[2], list[3]);
    }

    public static SamplePorts FromEnvironment(string? value) =>
        string.IsNullOrEmpty(value) ? From(DefaultBase)
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && first is >= 1024 and <= 65532
            ? From(first)
        : throw new PrerequisiteException($"{Variable} must be a number from 1024 to 65532, not '{value}'.");

    /// <exception cref="PrerequisiteException">One port is taken; the line names it.</exception>
    public void EnsureFree()
    {
        (int Port, string Use)[] all = [(Site, "site"), (Vault, "vault"), (Postgres, "PostgreSQL"), (Chain, "chain")];
        foreach (var (port, use) in all)
            if (!Ports.IsFree(port))
                throw new PrerequisiteException(
                    $"Port {port} ({use}) is used by another program: end that, or choose other ports, for example {Variable}={Other(port)}."
                );
    }

    private static int Other(int port) => port < 60000 ? (port / 1000 + 1) * 1000 + 80 : 5080;
}
