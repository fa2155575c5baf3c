using System.Globalization;
using Tender.Sample.Processes;

namespace Tender.Sample.Postgres;

/// <summary>
/// The account that PostgreSQL runs under. It refuses root, so root hands it to <c>postgres</c>, or to <c>nobody</c> where the
/// distribution's package is not installed; anybody else runs it himself.
/// </summary>
internal sealed record PostgresUser(string Name, int Id, int Group)
{
    private string[] Plain => [$"--reuid={Id}", $"--regid={Group}", "--clear-groups"];

    /// <summary>Null when the caller is not root.</summary>
    internal static PostgresUser? Needed() =>
        Environment.IsPrivilegedProcess
            ? Find("postgres")
                ?? Find("nobody")
                ?? throw new PrerequisiteException(
                    "PostgreSQL refuses to run as root, and there is no user 'postgres' or 'nobody': install PostgreSQL or start as a normal user."
                )
            : null;

    /// <summary>Whether the folder can be reached without any help.</summary>
    internal async Task<bool> MayEnterAsync(string folder, CancellationToken cancel) =>
        await FirstClosedAsync(Plain, folder, cancel) is null;

    /// <summary>
    /// Arguments of setpriv(1) that turn root into this user. A checkout below a folder of root (mode 0700) would be out of reach;
    /// then the user keeps the one capability to walk through folders, nothing else.
    /// </summary>
    internal async Task<IReadOnlyList<string>> PrivilegesForAsync(string folder, CancellationToken cancel)
    {
        if (await FirstClosedAsync(Plain, folder, cancel) is not { } closed)
            return Plain;
        string[] walking = [.. Plain, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"];
        if (await FirstClosedAsync(walking, folder, cancel) is null)
            return walking;
        throw new PrerequisiteException(
            $"PostgreSQL runs as user '{Name}', who may not enter {closed}: set TENDER_DATA to a folder outside it, for example /var/tmp/tender."
        );
    }

    private static async Task<string?> FirstClosedAsync(
        IEnumerable<string> privileges,
        string folder,
        CancellationToken cancel
    )
    {
        // cd, not test -x: access(2) leaves the capabilities out of account.
        const string script = "for d in \"$@\"; do (cd \"$d\") 2>/dev/null || { echo \"$d\"; exit 1; }; done";
        var outcome = await Shell.RunAsync(
            "setpriv",
            [.. privileges, "--", "sh", "-c", script, "sh", .. Chain(folder)],
            cancel
        );
        return outcome.ExitCode == 0 ? null : outcome.Output;
    }

    private static List<string> Chain(string folder)
    {
        var chain = new List<string>();
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (at.Exists)
                chain.Insert(0, at.FullName);
        return chain;
    }

    private static PostgresUser? Find(string name)
    {
        var entry = File.ReadLines("/etc/passwd").Select(l => l.Split(':')).FirstOrDefault(f => f[0] == name);
        return entry is null
            ? null
            : new PostgresUser(
                name,
                int.Parse(entry[2], CultureInfo.InvariantCulture),
                int.Parse(entry[3], CultureInfo.InvariantCulture)
            );
    }
}
