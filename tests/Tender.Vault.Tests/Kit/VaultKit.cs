using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Anchoring;
using Tender.Vault.Client;
using Tender.Vault.Closing;
using Tender.Vault.Database;
using Tender.Vault.Hosting;

namespace Tender.Vault.Tests.Kit;

/// <summary>A whole vault: real PostgreSQL, real chain, real Kestrel, its seats and its trading system.</summary>
internal sealed class VaultKit : IAsyncDisposable
{
    private const int TradingOrganisation = 8001;
    private readonly TemporaryFolder folder = new("vault");
    private readonly HttpClient http = new();
    private readonly List<TestSeat> seats = [];
    private WebApplication? app;

    private VaultKit(VaultKitOptions options) => Options = options;

    internal VaultKitOptions Options { get; }

    internal required TestLedger Ledger { get; init; }

    internal required Uri ChainUrl { get; set; }

    internal required string Database { get; init; }

    internal TimeProvider Time => Options.Time ?? TimeProvider.System;

    internal IReadOnlyList<TestSeat> Seats => seats;

    internal VaultClient Client { get; private set; } = null!;

    internal HttpClient Http => http;

    internal TemporaryFolder Folder => folder;

    internal T Service<T>()
        where T : notnull => app!.Services.GetRequiredService<T>();

    internal TestLog Log { get; } = new();

    internal static Task<VaultKit> StartAsync(
        PostgresFixture postgres,
        AnvilFixture anvil,
        VaultKitOptions? options = null
    ) => StartAsync(postgres, anvil.Url, options);

    internal static async Task<VaultKit> StartAsync(
        PostgresFixture postgres,
        Uri chain,
        VaultKitOptions? options = null
    ) =>
        await StartAsync(
            await postgres.CloneDatabaseAsync("vault", c => Migrator.RunAsync(c, c, default)),
            chain,
            options
        );

    internal static async Task<VaultKit> StartAsync(string database, Uri chain, VaultKitOptions? options = null)
    {
        var folder = new TemporaryFolder("keys");
        var vault = TestAuthority.A.Issue(TestOrganisations.Code(7001), "保管库", "vault");
        var kit = new VaultKit(options ?? new VaultKitOptions())
        {
            Ledger = await TestLedger.DeployAsync(chain, vault, folder, SystemRandom.Instance),
            ChainUrl = chain,
            Database = database,
        };
        TestAuthority.A.Publish(Directory.CreateDirectory(kit.folder["authorities"]).FullName, "a");
        await File.WriteAllBytesAsync(kit.folder["vault.p12"], vault.Export(X509ContentType.Pkcs12, "test"));
        await File.WriteAllTextAsync(kit.folder["password"], "test\n");
        await File.WriteAllTextAsync(
            kit.folder["trading.pem"],
            TestOrganisations.Certificate(TradingOrganisation).ExportCertificatePem()
        );
        if (kit.Options.WithoutVault)
        {
            return kit;
        }

        await kit.StartVaultAsync();
        if (kit.Options.WithKeys)
        {
            await kit.MakeKeysAsync();
        }

        return kit;
    }

    internal async Task StartVaultAsync()
    {
        app = await VaultHost.BuildAsync(["--environment", "Development"], Adjust, default);
        await app.Services.GetRequiredService<StartChecks>().RunAsync(default);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        UseVault(new Uri(addresses.Single() + "/"));
    }

    internal Uri Address { get; private set; } = null!;

    /// <summary>Talks to a vault that runs elsewhere.</summary>
    internal void UseVault(Uri address)
    {
        Address = address;
        Client = new VaultClient(new HttpClient { BaseAddress = address });
    }

    /// <summary>The configuration as a program reads it from a file.</summary>
    internal async Task<string> WriteConfigurationAsync(params (string Name, string Value)[] changes)
    {
        var settings = new Dictionary<string, string?>(Settings());
        foreach (var (name, value) in changes)
        {
            settings[name] = value;
        }

        var path = folder["vault.json"];
        // Flat keys with colons are what the configuration system makes of nested ones.
        await File.WriteAllTextAsync(path, System.Text.Json.JsonSerializer.Serialize(settings));
        return path;
    }

    internal async Task StopVaultAsync()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    internal IEnumerable<KeyValuePair<string, string?>> Settings()
    {
        var settings = new Dictionary<string, string?>(Ledger.Settings(ChainUrl))
        {
            ["Vault:Database"] = Database + ";Maximum Pool Size=20",
            ["Vault:OwnerDatabase"] = Database,
            ["Vault:FilesPath"] = folder["files"],
            ["Vault:DayKeysPath"] = folder["days"],
            ["Vault:SigningKey"] = folder["vault.p12"],
            ["Vault:SigningPasswordFile"] = folder["password"],
            ["Vault:AuthoritiesPath"] = folder["authorities"],
            ["Vault:TradingSystems:0"] = folder["trading.pem"],
            ["Vault:AllowedOrigins:0"] = "http://localhost:5080",
            ["Vault:TolerateVolatileDatabase"] = "true",
            ["Vault:ReplayLostTail"] = "true",
            ["Vault:Limits:CallsPerMinute"] = "1000000",
            ["Vault:Limits:ChallengesPerMinute"] = "1000000",
            ["Vault:Custody:K"] = "2",
            ["Vault:Custody:PoolSize"] = $"{Options.PoolSize}",
            ["Urls"] = "http://127.0.0.1:0",
        };
        for (var seat = 1; seat <= 3; seat++)
        {
            settings[$"Vault:Custody:Seats:{seat - 1}:Seat"] = $"{seat}";
            settings[$"Vault:Custody:Seats:{seat - 1}:Organisation"] = TestOrganisations.Name(9000 + seat);
            settings[$"Vault:Custody:Seats:{seat - 1}:OrgCode"] = TestOrganisations.Code(9000 + seat);
        }

        foreach (var (name, value) in Options.Settings)
        {
            settings[name] = value;
        }

        return settings;
    }

    internal Task<VaultSession> SignInAsync(int organisation) =>
        Client.SignInAsync(TestOrganisations.Certificate(organisation), Time, SystemRandom.Instance, default);

    /// <summary>All seats through a whole ceremony.</summary>
    internal async Task MakeKeysAsync()
    {
        if (seats.Count == 0)
        {
            seats.AddRange(Enumerable.Range(1, 3).Select(n => new TestSeat(this, n)));
        }

        var sessions = new List<VaultSession>();
        foreach (var seat in seats)
        {
            sessions.Add(await seat.SignInAsync());
        }

        await Eventually.TrueAsync(
            async () =>
            {
                var steps = new List<CeremonyStep>();
                foreach (var (seat, session) in seats.Zip(sessions))
                {
                    steps.Add(await seat.AdvanceAsync(session));
                }

                return steps.All(s => s == CeremonyStep.Closed);
            },
            "the ceremony ends"
        );
    }

    internal TenderOrder Order(DateTimeOffset deadline, int minBids = 3, int objectionSeconds = 0) =>
        new()
        {
            V = 1,
            Action = TenderAction.Register,
            TenderRef = SystemRandom.Instance.Bytes(32),
            Lot = SystemRandom.Instance.NewId().ToByteArray(bigEndian: true),
            DocHash = SHA256.HashData("documents"u8),
            Deadline = deadline,
            MinBids = minBids,
            Suite = 1,
            ObjectionSeconds = objectionSeconds,
            Readers = [TestOrganisations.Code(TradingOrganisation)],
            Nonce = SystemRandom.Instance.Bytes(16),
            IssuedAt = Time.GetUtcNow(),
        };

    internal TenderOrder Change(byte[] tenderRef, TenderAction action, DateTimeOffset? deadline = null) =>
        new()
        {
            V = 1,
            Action = action,
            TenderRef = tenderRef,
            Deadline = deadline,
            NoticeHash = SHA256.HashData("notice"u8),
            Nonce = SystemRandom.Instance.Bytes(16),
            IssuedAt = Time.GetUtcNow(),
        };

    internal Task<TenderFacts> SendOrderAsync(TenderOrder order, int signer = TradingOrganisation) =>
        Client.OrderAsync(
            order,
            CmsSigner.Sign(order.Write(), TestOrganisations.Certificate(signer), Time.GetUtcNow()),
            default
        );

    /// <summary>A section that takes bids; without a deadline one that lies an hour ahead.</summary>
    internal async Task<byte[]> PublishAsync(DateTimeOffset? deadline = null, int minBids = 3)
    {
        var order = Order(deadline ?? Ledger.Grid.NextBorder(Time.GetUtcNow().AddHours(1)), minBids);
        await SendOrderAsync(order);
        await WaitForStateAsync(order.TenderRef, VaultState.Keyed);
        return order.TenderRef;
    }

    internal Task WaitForStateAsync(byte[] tenderRef, VaultState state) =>
        Eventually.TrueAsync(
            async () =>
            {
                LookAgain();
                return (await Client.GetTenderAsync(tenderRef, default)).State == state;
            },
            $"the section is {state}; log:\n{Log}"
        );

    /// <summary>
    /// A step may read the clock just before a test moves it, and then wait by the old time. Real clocks move by themselves; with others
    /// whoever waits lets the steps that live by the clock look again.
    /// </summary>
    internal void LookAgain()
    {
        if (Options.Time is not null)
        {
            Service<Bell<CutWindows>>().Ring();
            Service<Bell<CloseTenders>>().Ring();
        }
    }

    internal TestBidder Bidder(int organisation) => new(this, organisation);

    internal Task<VaultSession> SignInTradingAsync() => SignInAsync(TradingOrganisation);

    internal async Task<T?> ScalarAsync<T>(string sql, params object?[] values)
    {
        await using var source = NpgsqlDataSource.Create(Database);
        await using var db = await source.OpenConnectionAsync();
        return await db.ScalarAsync<T>(sql, default, values);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await StopVaultAsync();
        }

        foreach (var seat in seats)
        {
            seat.Dispose();
        }

        http.Dispose();
        folder.Dispose();
    }

    private void Adjust(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(Settings());
        Microsoft.AspNetCore.Hosting.HostingAbstractionsWebHostBuilderExtensions.UseUrls(
            builder.WebHost,
            "http://127.0.0.1:0"
        );
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(Log);
        if (Options.Time is { } time)
        {
            builder.Services.AddSingleton(time);
        }

        Options.Adjust?.Invoke(builder.Services);
        if (Options.AdjustLast is { } last)
        {
            builder.Host.ConfigureContainer<IServiceCollection>((_, services) => last(services));
        }
    }
}

/// <summary>What a test wants to be different.</summary>
internal sealed record VaultKitOptions
{
    /// <summary>The vault's clock; null: the real one.</summary>
    internal TimeProvider? Time { get; init; }

    internal int PoolSize { get; init; } = 4;

    internal bool WithKeys { get; init; } = true;

    /// <summary>The test starts the vault itself, as a process of its own.</summary>
    internal bool WithoutVault { get; init; }

    internal IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    internal Action<IServiceCollection>? Adjust { get; init; }

    /// <summary>Runs when everything is registered.</summary>
    internal Action<IServiceCollection>? AdjustLast { get; init; }
}
