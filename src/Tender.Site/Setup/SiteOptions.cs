using System.ComponentModel.DataAnnotations;

namespace Tender.Site.Setup;

/// <summary>Configuration section <c>Site</c>. Secrets are named by the path of their file.</summary>
public sealed class SiteOptions
{
    /// <summary>Connection of the program's own role.</summary>
    [Required]
    public string Database { get; set; } = "";

    /// <summary>Folder of the trust list: <c>*.pem</c> authorities, <c>*.crl</c> revocation lists.</summary>
    [Required]
    public string AuthoritiesPath { get; set; } = "";

    /// <summary>The .p12 with which the trading system signs its orders to the vault.</summary>
    [Required]
    public string TradingKey { get; set; } = "";

    /// <summary>File with the password of <see cref="TradingKey"/>.</summary>
    [Required]
    public string TradingPasswordFile { get; set; } = "";

    /// <summary>The .p12 (RSA) under which the keys of cookies and form tokens lie in the database.</summary>
    [Required]
    public string KeyRingCertificate { get; set; } = "";

    /// <summary>File with the password of <see cref="KeyRingCertificate"/> and of the old ones.</summary>
    [Required]
    public string KeyRingPasswordFile { get; set; } = "";

    /// <summary>Certificates of before, kept until their keys have run out.</summary>
    public IReadOnlyList<string> KeyRingOld { get; set; } = [];

    /// <summary>The vault as this server reaches it.</summary>
    [Required]
    public Uri VaultUrl { get; set; } = null!;

    /// <summary>The vault as a browser reaches it; it stands in the policy of the bid pages.</summary>
    [Required]
    public Uri VaultPublicUrl { get; set; } = null!;

    /// <summary>Folder of published documents, stored under their content's hash.</summary>
    [Required]
    public string DocumentsPath { get; set; } = "";

    /// <summary>Organisation codes that are tenderee and agent from their first sign-in. Others say so when they register.</summary>
    public IReadOnlyList<string> AgentOrgCodes { get; set; } = [];

    /// <summary>Organisation codes of supervising authorities, from their first sign-in.</summary>
    public IReadOnlyList<string> SupervisorOrgCodes { get; set; } = [];

    /// <summary>Organisation codes of the trading centre, from their first sign-in.</summary>
    public IReadOnlyList<string> CentreOrgCodes { get; set; } = [];

    /// <summary>SHA-256 fingerprints (hex) of the certificates whose holders keep the trust list. Two at least, or nothing is ever approved.</summary>
    public IReadOnlyList<string> Administrators { get; set; } = [];

    /// <summary>How long a certificate without an older one beside it waits until it is bound; the organisation may refuse it meanwhile.</summary>
    public TimeSpan RebindingWait { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a certificate's status service may take; then the status counts as not known.</summary>
    public TimeSpan StatusPatience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether status services on private networks are asked: for authorities inside the own house.</summary>
    public bool StatusFromPrivateNetworks { get; set; }

    /// <summary>Length of a ledger window; deadlines lie on multiples of it (Ledger 1).</summary>
    [Range(1, 3600)]
    public int WindowSeconds { get; set; } = 10;

    /// <summary>Seconds between the sealed set and the first custodian's answer.</summary>
    [Range(0, 3600)]
    public int ObjectionSeconds { get; set; } = 300;

    /// <summary>Largest tender document.</summary>
    [Range(1, 200L * 1024 * 1024)]
    public long DocumentMaxBytes { get; set; } = 200L * 1024 * 1024;

    /// <summary>Address <c>host:port</c> of ClamAV's daemon, which looks at every document. Empty: nobody looks, and the page says so.</summary>
    public string? ClamAv { get; set; }

    /// <summary>Networks (CIDR) of the proxies in front, whose word on scheme and address counts. This machine's own always does.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>What the centre calls itself.</summary>
    public string? CentreZh { get; set; }

    /// <summary>The same in English.</summary>
    public string? CentreEn { get; set; }
}

/// <summary>Configuration section <c>Sandbox</c>.</summary>
public sealed class SandboxOptions
{
    /// <summary>How long one statutory day lasts. Anything but a real day is a sandbox, and every page says so.</summary>
    public TimeSpan DayLength { get; set; } = TimeSpan.FromDays(1);

    public bool IsSandbox => DayLength != TimeSpan.FromDays(1);
}
