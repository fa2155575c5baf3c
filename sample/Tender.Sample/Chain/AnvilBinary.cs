using System.Runtime.InteropServices;
using Tender.Sample.Processes;

namespace Tender.Sample.Chain;

/// <summary>The program inside the npm package: its wrapper script would be another process, with another pid.</summary>
internal static class AnvilBinary
{
    internal static string Find(string checkout)
    {
        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
        var path = Path.Combine(
            checkout,
            "contracts",
            "node_modules",
            "@foundry-rs",
            $"anvil-linux-{architecture}",
            "bin",
            "anvil"
        );
        return File.Exists(path)
            ? path
            : throw new PrerequisiteException(
                "The development chain is missing: run 'npm ci' in the folder contracts."
            );
    }
}
