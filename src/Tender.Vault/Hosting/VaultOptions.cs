namespace Tender.Vault.Hosting;

/// <summary>Section <c>Vault</c> of the configuration.</summary>
internal sealed class VaultOptions
{
    internal const string Section = "Vault";

    /// <summary>Connection string of the program's role.</summary>
    public string Database { get; set; } = "";

    /// <summary>Connection string of the owner's role; only the verb <c>migrate</c> uses it.</summary>
    public string OwnerDatabase { get; set; } = "";

    /// <summary>Folder of the sealed files.</summary>
    public string FilesPath { get; set; } = "";

    /// <summary>The vault's certificate with its key, a .p12 file.</summary>
    public string SigningKey { get; set; } = "";

    /// <summary>File that holds the password of <see cref="SigningKey"/>.</summary>
    public string SigningPasswordFile { get; set; } = "";

    /// <summary>Folder of the trust list.</summary>
    public string AuthoritiesPath { get; set; } = "";

    /// <summary>Certificates (PEM) whose orders count.</summary>
    public IReadOnlyList<string> TradingSystems { get; set; } = [];

    /// <summary>Origins of sites whose pages may call this vault.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Folder of the master key that seals the day keys.</summary>
    public string DayKeysPath { get; set; } = "";

    /// <summary>Fewest bids that an order may ask for.</summary>
    public int MinBids { get; set; } = 1;

    /// <summary>Objection time when an order gives none, seconds.</summary>
    public int ObjectionSeconds { get; set; } = 120;

    /// <summary>Bound of the clock's offset that receipts print, milliseconds; from the operator's time service.</summary>
    public int ClockOffsetMs { get; set; } = 100;

    /// <summary>Longest sealed file, bytes.</summary>
    public long LongestFile { get; set; } = 1024L * 1024 * 1024;

    /// <summary>
    /// Accepts a database that may lose acknowledged rows when the machine dies (fsync off). For tests only; refused in Production.
    /// </summary>
    public bool TolerateVolatileDatabase { get; set; }

    /// <summary>
    /// Sends stored transactions again at their old times when a development chain lost its tail (Ledger 8). The sample's launcher sets it;
    /// refused with seal type qbft.
    /// </summary>
    public bool ReplayLostTail { get; set; }

    public LimitOptions Limits { get; set; } = new();

    public CustodyOptions Custody { get; set; } = new();
}

/// <summary>How often one account may ask.</summary>
internal sealed class LimitOptions
{
    /// <summary>Calls of one organisation in a minute; statements are never counted.</summary>
    public int CallsPerMinute { get; set; } = 1200;

    /// <summary>Challenges for one network in a minute.</summary>
    public int ChallengesPerMinute { get; set; } = 600;

    /// <summary>Unfinished uploads of one organisation.</summary>
    public int UnfinishedUploads { get; set; } = 20;
}

/// <summary>Whose seats make and hold keys.</summary>
internal sealed class CustodyOptions
{
    /// <summary>Seats needed to open.</summary>
    public int K { get; set; } = 3;

    /// <summary>Keys of one ceremony.</summary>
    public int PoolSize { get; set; } = 50;

    /// <summary>Days for which the keys of a pool may be bound.</summary>
    public int ValidDays { get; set; } = 180;

    public IReadOnlyList<SeatOptions> Seats { get; set; } = [];
}

/// <summary>A custodian's seat.</summary>
internal sealed class SeatOptions
{
    public int Seat { get; set; }

    public string Organisation { get; set; } = "";

    public string OrgCode { get; set; } = "";
}
