namespace Tender.Custodian.Configuration;

/// <summary>Section <c>Seat</c> of the configuration.</summary>
internal sealed class SeatOptions
{
    public const string Section = "Seat";

    /// <summary>Seat number, from 1.</summary>
    public int Number { get; set; }

    /// <summary>Folder of keys and history; on the seat's own machine only.</summary>
    public string KeysPath { get; set; } = "";

    /// <summary>The organisation's signing certificate, a .p12 file.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>File with the password of the certificate and of the seat's keys.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>Whether a person confirms each set.</summary>
    public ConfirmMode Confirm { get; set; } = ConfirmMode.Ask;

    /// <summary>Address of the vault.</summary>
    public Uri? Vault { get; set; }

    /// <summary>Folder of the authorities' certificates and revocation lists.</summary>
    public string AuthoritiesPath { get; set; } = "";

    /// <summary>Organisation codes of all seats in order, as the seat was told them; empty: any that their certificates prove.</summary>
    public IReadOnlyList<string> Organisations { get; set; } = [];

    /// <summary>The seat's own least time between the sealed set and its answer.</summary>
    public int ObjectionSeconds { get; set; }

    /// <summary>Time between two looks at the vault.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>Whether a person confirms each set.</summary>
internal enum ConfirmMode
{
    /// <summary>A person runs the verb <c>confirm</c>.</summary>
    Ask,

    /// <summary>The seat answers by itself: the sample only.</summary>
    Automatic,
}
