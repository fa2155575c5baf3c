using Tender.Sample.Cast;
using Tender.Sample.Chain;
using Tender.Sample.Postgres;
using Tender.Sample.Processes;

namespace Tender.Sample.Stack;

/// <summary>
/// The whole platform on one machine: PostgreSQL, the chain, the vault, three custodians and the site, each its own process. Used by
/// <c>scripts/run</c>, by the demo and by the end-to-end tests.
/// </summary>
#pragma warning disable CA1711 // a stack of programs, not the collection
public sealed class SampleStack : IAsyncDisposable
{
#pragma warning restore CA1711
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);
    private readonly SampleOptions options;
    private readonly FolderLock held;
    private readonly SampleSecrets secrets;
    private readonly SamplePrograms programs;
    private readonly Dictionary<string, ChildProcess> children = [];
    private PostgresServer? postgres;
    private bool disposed;
    private AnvilNode? chain;
    private SampleConfigs? configs;
    private SampleLedger? ledger;

    private SampleStack(SampleOptions options, FolderLock held)
    {
        this.options = options;
        this.held = held;
        secrets = SampleSecrets.Prepare(options.Folders.Secrets, options.Random);
        programs = new SamplePrograms(options);
        Certificates = SampleCertificates.Prepare(
            options.Folders.Certificates,
            options.Folders.Authorities,
            options.Time.GetUtcNow(),
            options.Random
        );
    }

    public SampleFolders Folders => options.Folders;

    public SampleCertificates Certificates { get; }

    /// <summary>As shown to people: <c>http://localhost:PORT</c>.</summary>
    public Uri SiteUrl => Ready(configs).SiteUrl;

    public Uri VaultUrl => Ready(configs).VaultUrl;

    public AnvilNode Chain => Ready(chain);

    public PostgresServer Postgres => Ready(postgres);

    /// <summary>Starts everything and waits until it answers and the custodians have made their keys.</summary>
    /// <exception cref="PrerequisiteException">Something is missing, taken or broken; one line says what.</exception>
    public static async Task<SampleStack> StartAsync(SampleOptions options, CancellationToken cancel = default)
    {
        var held = FolderLock.Take(options.Folders.Lock);
        SampleStack? stack = null;
        try
        {
            options.Ports.EnsureFree();
            stack = new SampleStack(options, held);
            await stack.StartEnginesAsync(cancel);
            await stack.StartProgramsAsync(cancel);
            stack.WriteRunFile();
            return stack;
        }
        catch
        {
            if (stack is null)
                held.Dispose();
            else
                await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>A running program by name: vault, site, seat-1, seat-2, seat-3.</summary>
    public ChildProcess Child(string name) => children[name];

    /// <summary>Ends one program at once, as a power cut would, and starts it again.</summary>
    public async Task RestartAsync(string name, DeathSignal signal, CancellationToken cancel = default)
    {
        await children[name].StopAsync(signal, Grace);
        await StartAsync(name, cancel);
    }

    /// <summary>Completes when a program ends that should not; the result says which.</summary>
    public async Task<ChildProcess> WaitForTroubleAsync(CancellationToken cancel)
    {
        var waits = children.Values.ToDictionary(c => c.WaitAsync(cancel), c => c);
        var first = await Task.WhenAny(waits.Keys);
        await first;
        return waits[first];
    }

    /// <summary>Site, custodians, vault, then chain and database: nobody loses what it still talks to.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        var seats = children.Where(c => c.Key is not "vault").Select(c => c.Value.StopAsync(DeathSignal.Term, Grace));
        await Task.WhenAll(seats);
        if (children.TryGetValue("vault", out var vault))
            await vault.StopAsync(DeathSignal.Term, Grace);
        if (chain is not null)
            await chain.DisposeAsync();
        if (postgres is not null)
            await postgres.DisposeAsync();
        foreach (var child in children.Values)
            await child.DisposeAsync();
        File.Delete(Folders.RunJson);
        held.Dispose();
    }

    private static T Ready<T>(T? part)
        where T : class => part ?? throw new InvalidOperationException("The stack is not started.");

    private async Task StartEnginesAsync(CancellationToken cancel)
    {
        options.Tell("Starting PostgreSQL and the chain ...");
        PrivateFile.Write(Folders.PasswordFile, SampleCertificates.Password);
        var start = SampleLedger.ChainStart(options);
        var starting = AnvilNode.StartAsync(
            new AnvilOptions
            {
                Checkout = options.Checkout,
                LogFile = Folders.Log("anvil"),
                Port = options.Ports.Chain,
                StatePath = Folders.Chain,
                Start = start,
                OnParentDeath = options.OnParentDeath,
                Time = options.Time,
            },
            cancel
        );
        try
        {
            postgres = await PostgresServer.StartAsync(
                new PostgresOptions
                {
                    Checkout = options.Checkout,
                    DataPath = Folders.Postgres,
                    LogFile = Folders.Log("postgres"),
                    Password = secrets.Superuser,
                    Port = options.Ports.Postgres,
                    Durable = options.Durable,
                    OnParentDeath = options.OnParentDeath is DeathSignal.Kill ? DeathSignal.Kill : DeathSignal.Int,
                    Time = options.Time,
                },
                cancel
            );
        }
        finally
        {
            chain = await starting;
        }

        var databases = new SampleDatabases(postgres, secrets);
        await databases.PrepareAsync(cancel);
        ledger = await SampleLedger.PrepareAsync(options, Chain, cancel);
        SampleTrust.Prepare(options, Certificates, ledger.Memory);
        configs = new SampleConfigs(options, Certificates, databases, ledger);
    }

    private async Task StartProgramsAsync(CancellationToken cancel)
    {
        options.Tell("Preparing the databases ...");
        Ready(configs).WriteVault();
        for (var seat = 1; seat <= SampleCast.Seats.Count; seat++)
            Ready(configs).WriteSeat(seat);
        Ready(configs).WriteSite();
        var migrations = new List<Task> { programs.MigrateAsync("vault", "Tender.Vault", Folders.VaultConfig, cancel) };
        if (options.WithSite)
            migrations.Add(programs.MigrateAsync("site", "Tender.Site", Folders.SiteConfig, cancel));
        await Task.WhenAll(migrations);

        options.Tell("Starting the vault, the custodians and the site ...");
        await StartAsync("vault", cancel);
        string[] others = ["seat-1", "seat-2", "seat-3", .. options.WithSite ? ["site"] : Array.Empty<string>()];
        await Task.WhenAll(others.Select(o => StartAsync(o, cancel)));
        options.Tell("Waiting for the custodians' keys ...");
        await CustodyReadiness.WaitAsync(this, options, cancel);
    }

    private async Task StartAsync(string name, CancellationToken cancel)
    {
        var child = name switch
        {
            "vault" => programs.Start(name, "Tender.Vault", Folders.VaultConfig),
            "site" => programs.Start(name, "Tender.Site", Folders.SiteConfig),
            _ => programs.Start(name, "Tender.Custodian", Folders.SeatConfig(name[^1] - '0')),
        };
        lock (children)
            children[name] = child;
        var address = name switch
        {
            "vault" => VaultUrl,
            "site" => SiteUrl,
            _ => null,
        };
        if (address is not null)
            await Readiness.WaitAsync(new Uri(address, "healthz/ready"), child, options.Time, cancel);
    }

    /// <summary>For tools and people: what runs where.</summary>
    private void WriteRunFile() =>
        ConfigFile.Write(
            Folders.RunJson,
            new
            {
                launcher = Environment.ProcessId,
                site = SiteUrl,
                vault = VaultUrl,
                chain = Chain.Url,
                postgres = Postgres.Port,
                processes = children.ToDictionary(c => c.Key, c => c.Value.Id),
            }
        );
}
