using System.Globalization;
using Tender.Sample.Processes;

namespace Tender.Sample.Postgres;

/// <summary>The files of a cluster before the server starts: which binaries, which user, and <c>initdb</c> the first time.</summary>
internal sealed record PostgresCluster(PostgresBinaries Binaries, IReadOnlyList<string> Privileges)
{
    internal static async Task<PostgresCluster> PrepareAsync(PostgresOptions options, CancellationToken cancel)
    {
        var binaries = PostgresBinaries.Find(options, MajorOf(options.DataPath));
        var user = PostgresUser.Needed();
        var parent = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(options.DataPath))!;
        Directory.CreateDirectory(parent);
        if (user is not null && !await user.MayEnterAsync(binaries.Folder, cancel))
            binaries = await binaries.CopyAsync(options.DataPath + ".binaries", cancel);
        var cluster = new PostgresCluster(binaries, user is null ? [] : await user.PrivilegesForAsync(parent, cancel));
        if (MajorOf(options.DataPath) is null)
            await cluster.InitialiseAsync(options, user, cancel);
        return cluster;
    }

    private static int? MajorOf(string dataPath)
    {
        var file = Path.Combine(dataPath, "PG_VERSION");
        return File.Exists(file) ? int.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Made under another name and renamed when whole, so that a start that died half way is repeated from the beginning.</summary>
    private async Task InitialiseAsync(PostgresOptions options, PostgresUser? user, CancellationToken cancel)
    {
        if (Directory.Exists(options.DataPath))
            Directory.Delete(options.DataPath);
        var fresh = Path.TrimEndingDirectorySeparator(options.DataPath) + ".new";
        if (Directory.Exists(fresh))
            Directory.Delete(fresh, recursive: true);
        Directory.CreateDirectory(fresh, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var passwordFile = fresh + ".password";
        PrivateFile.Write(passwordFile, options.Password + "\n");
        if (user is not null)
        {
            Libc.ChangeOwner(fresh, user.Id, user.Group);
            Libc.ChangeOwner(passwordFile, user.Id, user.Group);
        }

        try
        {
            await InitdbAsync(options, fresh, passwordFile, cancel);
            Directory.Move(fresh, options.DataPath);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private async Task InitdbAsync(
        PostgresOptions options,
        string folder,
        string passwordFile,
        CancellationToken cancel
    )
    {
        string[] command =
        [
            Binaries.Initdb,
            $"--pgdata={folder}",
            $"--username={options.Superuser}",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--auth-local=peer",
            "--auth-host=scram-sha-256",
            $"--pwfile={passwordFile}",
            .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
        ];
        var outcome = await Shell.RunAsync("setpriv", [.. Privileges, "--", .. command], cancel);
        if (outcome.ExitCode != 0)
            throw new PrerequisiteException($"initdb failed:\n{outcome.Output}");
    }
}
