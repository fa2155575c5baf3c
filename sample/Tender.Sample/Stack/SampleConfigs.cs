using System.Security.Cryptography;
using Tender.Sample.Cast;

namespace Tender.Sample.Stack;

/// <summary>The configuration files of the five programs. Written anew by every start, so that moved ports and folders take effect.</summary>
internal sealed class SampleConfigs(
    SampleOptions options,
    SampleCertificates certificates,
    SampleDatabases databases,
    SampleLedger ledger
)
{
    private readonly SampleFolders folders = options.Folders;

    internal Uri SiteUrl => new($"http://localhost:{options.Ports.Site}");

    internal Uri VaultUrl => new($"http://localhost:{options.Ports.Vault}");

    private static Uri Inside(int port) => new($"http://127.0.0.1:{port}");

    internal void WriteVault() =>
        ConfigFile.Write(
            folders.VaultConfig,
            new
            {
                Urls = Inside(options.Ports.Vault).ToString(),
                Vault = new
                {
                    Database = databases.Vault,
                    OwnerDatabase = databases.VaultOwner,
                    FilesPath = folders.VaultFiles,
                    DayKeysPath = folders.VaultKeys,
                    SigningKey = certificates.PathOf(SampleCast.Vault),
                    SigningPasswordFile = folders.PasswordFile,
                    AuthoritiesPath = certificates.Authorities,
                    TradingSystems = new[] { certificates.PemOf(SampleCast.Trading) },
                    AllowedOrigins = new[] { Origin(SiteUrl) },
                    options.ObjectionSeconds,
                    MinBids = 3,
                    ReplayLostTail = true,
                    TolerateVolatileDatabase = !options.Durable,
                    Custody = new
                    {
                        K = 2,
                        PoolSize = 5,
                        ValidDays = 180,
                        Seats = SampleCast.Seats.Select(
                            (s, i) =>
                                new
                                {
                                    Seat = i + 1,
                                    Organisation = s.Name,
                                    s.OrgCode,
                                }
                        ),
                    },
                },
                Ledger = ledger.Section(withSigners: true),
            }
        );

    internal void WriteSeat(int number) =>
        ConfigFile.Write(
            folders.SeatConfig(number),
            new
            {
                Seat = new
                {
                    Number = number,
                    KeysPath = folders.SeatKeys(number),
                    Certificate = certificates.PathOf(SampleCast.Seats[number - 1]),
                    PasswordFile = folders.PasswordFile,
                    Confirm = "automatic",
                    Vault = Inside(options.Ports.Vault).ToString(),
                    AuthoritiesPath = certificates.Authorities,
                    options.ObjectionSeconds,
                    Organisations = SampleCast.Seats.Select(s => s.OrgCode),
                },
                Ledger = ledger.Section(withSigners: false),
            }
        );

    internal void WriteSite() =>
        ConfigFile.Write(
            folders.SiteConfig,
            new
            {
                Urls = Inside(options.Ports.Site).ToString(),
                Site = new
                {
                    Database = databases.Site,
                    OwnerDatabase = databases.SiteOwner,
                    AuthoritiesPath = certificates.Authorities,
                    TradingKey = certificates.PathOf(SampleCast.Trading),
                    TradingPasswordFile = folders.PasswordFile,
                    KeyRingCertificate = SampleKeyRing.Prepare(folders.SiteKeyRing, options.Time.GetUtcNow()),
                    KeyRingPasswordFile = folders.PasswordFile,
                    VaultUrl = Inside(options.Ports.Vault).ToString(),
                    VaultPublicUrl = Origin(VaultUrl),
                    DocumentsPath = folders.SiteDocuments,
                    SampleLedger.WindowSeconds,
                    options.ObjectionSeconds,
                    AgentOrgCodes = new[] { SampleCast.Agent.OrgCode, SampleCast.Tenderee.OrgCode },
                    SupervisorOrgCodes = new[] { SampleCast.Supervisor.OrgCode },
                    CentreOrgCodes = new[] { SampleCast.Trading.OrgCode },
                    Administrators = new[] { SampleCast.Trading, SampleCast.Supervisor }.Select(Fingerprint).ToArray(),
                },
                Licences = new { Simulated = SampleCast.All.Select(o => new { o.OrgCode, o.Name }).ToArray() },
                Sandbox = new { DayLength = options.SandboxDay.ToString("c") },
            }
        );

    private string Fingerprint(SampleOrganisation who)
    {
        using var certificate = certificates.Load(who);
        return Convert.ToHexStringLower(SHA256.HashData(certificate.RawData));
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
