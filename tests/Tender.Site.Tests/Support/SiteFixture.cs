using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tender.Sealing;
using Tender.Site.Data;
using Tender.Site.Licences;
using Tender.Site.Outbox;
using Tender.Site.Setup;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Support;

/// <summary>
/// The whole site in memory on a database of its own, with a vault by hand, a clock that stands still and authorities of the tests. The
/// outbox's pump does not run beside the tests: they deliver when they say so, and nothing moves in between.
/// </summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime
public sealed class SiteFixture : IAsyncLifetime
#pragma warning restore CA1001
{
    public const string AgentCode = "91330100MA2013581X";
    public const string TendereeCode = "12330100MA2000019T";
    public const string BidderCode = "91330106MA20271585";

    // One certificate each: a second one of the same organisation would have to be bound first.
    private static readonly Lazy<byte[]> Agent = new(() =>
        Export(TestAuthority.A.Issue(AgentCode, "浙江明正招标代理有限公司", "李敏"))
    );
    private static readonly Lazy<byte[]> Bidder = new(() => Export(TestAuthority.B.Issue(BidderCode)));

    private readonly PostgresFixture postgres = new();
    private readonly TemporaryFolder folder = new("site");
    private SiteFactory? factory;

    /// <summary>Monday 23 November 2026, 10:00:00 in Beijing.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    /// <summary>Whether the outbox's pump runs, as it does outside tests.</summary>
    public bool Pumps { get; init; }

    public LogSink Log { get; } = new();

    public FakeLicences Licences { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Start);

    public FakeVault Vault { get; private set; } = null!;

    public string Database { get; private set; } = "";

    public string Authorities => folder["authorities"];

    public string DocumentsPath => folder["documents"];

    public IServiceProvider Services => factory!.Services;

    public async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        Database = await postgres.CloneDatabaseAsync("site", Migrate);
        Vault = await FakeVault.StartAsync(Clock.GetUtcNow);
        Directory.CreateDirectory(Authorities);
        PublishAuthorities();
        WriteTradingKey();
        factory = new SiteFactory(this);
    }

    public async Task DisposeAsync()
    {
        if (factory is not null)
        {
            await factory.DisposeAsync();
        }

        await Vault.DisposeAsync();
        await postgres.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>The two people who keep the trust list.</summary>
    public Trustees Trustees { get; } = new();

    /// <summary>A browser without cookies that follows no redirect.</summary>
    public Browser Open(string language = "zh") => new(factory!, this, language);

    /// <summary>The certificate of the agent that may publish.</summary>
    public static X509Certificate2 AgentCertificate() => Load(Agent.Value);

    /// <summary>The certificate of a bidder.</summary>
    public static X509Certificate2 BidderCertificate() => Load(Bidder.Value);

    /// <summary>The trust list as the authorities are now, seen by the site at once.</summary>
    public void PublishAuthorities()
    {
        TestAuthority.A.Publish(Authorities, "a");
        TestAuthority.B.Publish(Authorities, "b");
        Clock.Advance(TimeSpan.FromSeconds(11));
    }

    /// <summary>Delivers what waits in the outbox, as the pump would.</summary>
    public async Task DeliverAsync()
    {
        while (true)
        {
            await using var scope = Services.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<OutboxDelivery>().DeliverNextAsync(default))
            {
                return;
            }
        }
    }

    /// <summary>Delivers, binds key sets in the vault, delivers the answer.</summary>
    public async Task BindAsync()
    {
        await DeliverAsync();
        Vault.BindKeySets();
        Clock.Advance(TimeSpan.FromSeconds(3));
        await DeliverAsync();
    }

    private static byte[] Export(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return certificate.Export(X509ContentType.Pkcs12, "");
        }
    }

    private static X509Certificate2 Load(byte[] file) =>
        X509CertificateLoader.LoadPkcs12(file, "", X509KeyStorageFlags.EphemeralKeySet);

    private static Task Migrate(string connection)
    {
        SiteMigrator.Migrate(connection, "tender");
        return Task.CompletedTask;
    }

    private void WriteTradingKey()
    {
        using var trading = TestAuthority.A.Issue("12330100MA21628513", "杭州市公共资源交易中心", "徐明");
        File.WriteAllBytes(folder["trading.p12"], trading.Export(X509ContentType.Pkcs12, "secret"));
        File.WriteAllText(folder["password"], "secret\n");
        using var ring = TestAuthority.B.Issue();
        File.WriteAllBytes(folder["keyring.p12"], ring.Export(X509ContentType.Pkcs12, "secret"));
    }

    private sealed class SiteFactory(SiteFixture fixture) : WebApplicationFactory<SiteOptions>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            var folder = fixture.folder;
            builder.UseEnvironment("Production");
            builder.UseSetting("Site:Database", fixture.Database);
            builder.UseSetting("Site:AuthoritiesPath", fixture.Authorities);
            builder.UseSetting("Site:TradingKey", folder["trading.p12"]);
            builder.UseSetting("Site:TradingPasswordFile", folder["password"]);
            builder.UseSetting("Site:KeyRingCertificate", folder["keyring.p12"]);
            builder.UseSetting("Site:KeyRingPasswordFile", folder["password"]);
            builder.UseSetting("Site:VaultUrl", fixture.Vault.Url.ToString());
            builder.UseSetting("Site:VaultPublicUrl", "https://vault.example/");
            builder.UseSetting("Site:DocumentsPath", fixture.DocumentsPath);
            builder.UseSetting("Site:AgentOrgCodes:0", AgentCode);
            builder.UseSetting("Site:AgentOrgCodes:1", TendereeCode);
            builder.UseSetting("Site:DocumentMaxBytes", (256 * 1024).ToString(CultureInfo.InvariantCulture));
            builder.UseSetting("Sandbox:DayLength", "00:00:10");
            builder.UseSetting("Site:StatusFromPrivateNetworks", "true");
            builder.UseSetting("Site:Administrators:0", Trustees.Fingerprint(fixture.Trustees.One));
            builder.UseSetting("Site:Administrators:1", Trustees.Fingerprint(fixture.Trustees.Two));
            builder.UseSetting("Site:StatusPatience", "00:00:03");
            builder.ConfigureLogging(l => l.ClearProviders().AddProvider(fixture.Log));
            builder.ConfigureServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(fixture.Clock));
                services.Replace(ServiceDescriptor.Singleton<IRandom>(new SeededRandom(20261123)));
                services.Replace(ServiceDescriptor.Singleton<ILicenceRegister>(fixture.Licences));
                if (!fixture.Pumps)
                {
                    services.Remove(services.Single(s => s.ImplementationType?.Name == "OutboxPump"));
                }
            });
        }
    }
}
