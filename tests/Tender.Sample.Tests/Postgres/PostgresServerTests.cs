using Npgsql;
using Tender.Sample.Postgres;
using Tender.Sample.Processes;
using Tender.Testing;
using Xunit;

namespace Tender.Sample.Tests.Postgres;

[Trait("Speed", "slow")]
public sealed class PostgresServerTests : IDisposable
{
    private readonly TemporaryFolder folder = new("pg-server");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Start_SecondTime_KeepsData()
    {
        await using (var first = await PostgresServer.StartAsync(Options() with { Durable = true }))
            await ExecuteAsync(first, "create table kept (n int); insert into kept values (7)");

        await using var second = await PostgresServer.StartAsync(Options());
        Assert.Equal(7, await ExecuteAsync(second, "select n from kept"));
    }

    [Fact]
    public async Task Start_AfterKill_RecoversCommittedRows()
    {
        await using (var first = await PostgresServer.StartAsync(Options() with { Durable = true }))
        {
            await ExecuteAsync(first, "create table kept (n int); insert into kept values (8)");
            await first.KillAsync();
        }

        await using var second = await PostgresServer.StartAsync(Options());
        Assert.Equal(8, await ExecuteAsync(second, "select n from kept"));
    }

    [Fact]
    public async Task Connect_WithWrongPassword_IsRefused()
    {
        await using var server = await PostgresServer.StartAsync(Options());
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres", password: "wrong"));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [Fact]
    public async Task Stop_LeavesNoProcess()
    {
        var server = await PostgresServer.StartAsync(Options());
        var id = server.ProcessId;
        await server.DisposeAsync();
        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public async Task Start_OnDataOfAnUnknownVersion_SaysWhichVersionIsMissing()
    {
        Directory.CreateDirectory(folder["data"]);
        await File.WriteAllTextAsync(folder["data/PG_VERSION"], "9\n");
        var refusal = await Assert.ThrowsAsync<PrerequisiteException>(() => PostgresServer.StartAsync(Options()));
        Assert.Contains("PostgreSQL 9", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AfterHalfAnInitialisation_BeginsAgain()
    {
        Directory.CreateDirectory(folder["data.new/base"]);
        await File.WriteAllTextAsync(folder["data.new/PG_VERSION"], "15\n");
        await using var server = await PostgresServer.StartAsync(Options());
        Assert.Equal(1, await ExecuteAsync(server, "select 1"));
    }

    [SkippableFact]
    public async Task Start_AsRootBelowAClosedFolder_Works()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "only root hands PostgreSQL to another user");
        var closed = folder["closed"];
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var server = await PostgresServer.StartAsync(
            Options() with
            {
                DataPath = Path.Combine(closed, "data"),
            }
        );
        Assert.Equal(1, await ExecuteAsync(server, "select 1"));
    }

    [Fact]
    public async Task Start_WithNoBinaries_SaysWhatToInstall()
    {
        var nothing = Options() with { Checkout = folder.Path, Packaged = folder["none"] };
        var refusal = await Assert.ThrowsAsync<PrerequisiteException>(() => PostgresServer.StartAsync(nothing));
        Assert.Contains("PostgreSQL is missing", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [SkippableFact]
    public async Task Start_FromTheNpmPackage_SortsChineseByPinyin()
    {
        var npm = Options() with { Packaged = folder["none"] };
        Skip.IfNot(
            Directory.Exists(Path.Combine(Repository.Root, "sample", "node_modules")),
            "npm ci was not run in the folder sample"
        );
        await using var server = await PostgresServer.StartAsync(npm);
        Assert.Equal(false, await ExecuteAsync(server, "select '重' < '啊' collate \"zh-Hans-CN-x-icu\""));
    }

    [SkippableFact]
    public async Task Start_AsRootWithBinariesBelowAClosedFolder_RunsACopy()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "only root hands PostgreSQL to another user");
        var npm = Path.Combine(Repository.Root, "sample", "node_modules");
        Skip.IfNot(Directory.Exists(npm), "npm ci was not run in the folder sample");
        Directory.CreateDirectory(
            folder["checkout"],
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        Directory.CreateDirectory(folder["checkout/sample"]);
        using (var copy = System.Diagnostics.Process.Start("cp", ["-a", npm, folder["checkout/sample"]]))
            await copy.WaitForExitAsync();

        var options = Options() with { Checkout = folder["checkout"], Packaged = folder["none"] };
        await using (var server = await PostgresServer.StartAsync(options))
            Assert.Equal(1, await ExecuteAsync(server, "select 1"));
        Directory.Delete(await File.ReadAllTextAsync(options.DataPath + ".binaries"), recursive: true);
    }

    private PostgresOptions Options() =>
        new()
        {
            Checkout = Repository.Root,
            DataPath = folder["data"],
            LogFile = folder["postgres.log"],
            Password = "right",
            Durable = false,
            OnParentDeath = DeathSignal.Kill,
        };

    private static async Task<object?> ExecuteAsync(PostgresServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
