using Tender.Ledger.Evm;

namespace Tender.Ledger.Contracts;

/// <summary>What makes a block final, and so which checks a verifier can do.</summary>
public enum LedgerSealType
{
    /// <summary>One node of one operator: anvil. Verdict VALID-DEV at best.</summary>
    Dev,

    /// <summary>Seals of validators: Hyperledger Besu.</summary>
    Qbft,
}

/// <summary>Section <c>Ledger</c> of a program's configuration; one shape for both engines (Ledger 10).</summary>
public sealed class LedgerOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Ledger";

    /// <summary>JSON-RPC addresses of nodes; the first that answers is used.</summary>
    public IReadOnlyList<Uri> Urls { get; set; } = [];

    /// <summary>Compared with the node at start and before every signature.</summary>
    public ulong ChainId { get; set; }

    /// <summary>Which engine.</summary>
    public LedgerSealType SealType { get; set; }

    /// <summary>Blocks above a transaction before it counts; 0 for QBFT and anvil.</summary>
    public ulong Depth { get; set; }

    /// <summary>Address of the log of windows.</summary>
    public string AnchorLog { get; set; } = "";

    /// <summary>Address of the facts of tenders.</summary>
    public string TenderChain { get; set; } = "";

    /// <summary>Key files of the vault's accounts; empty in programs that sign nothing.</summary>
    public LedgerSigners Signers { get; set; } = new();

    /// <summary>Path of the trust file of Ledger 7.</summary>
    public string TrustFile { get; set; } = "";

    /// <summary>How windows are gathered into transactions.</summary>
    public LedgerBatch Batch { get; set; } = new();

    /// <summary>Time for one answer of one node.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>True when custodians without a node of their own may send through this program.</summary>
    public bool RelayCustodians { get; set; }

    /// <summary>Address of <c>AnchorLog</c>, read.</summary>
    /// <exception cref="LedgerFormatException">Kind Address or Hex.</exception>
    public Address AnchorLogAddress => Address.Parse(AnchorLog);

    /// <summary>Address of <c>TenderChain</c>, read.</summary>
    /// <exception cref="LedgerFormatException">Kind Address or Hex.</exception>
    public Address TenderChainAddress => Address.Parse(TenderChain);
}

/// <summary>Files with 64 hex digits each.</summary>
public sealed class LedgerSigners
{
    /// <summary>Key that anchors windows.</summary>
    public string Anchorer { get; set; } = "";

    /// <summary>Key that registers tenders.</summary>
    public string Registrar { get; set; } = "";

    /// <summary>Key that seals and records.</summary>
    public string Recorder { get; set; } = "";
}

/// <summary>The public schedule of anchoring (Ledger 5).</summary>
public sealed class LedgerBatch
{
    /// <summary>Windows in one transaction, in quiet times.</summary>
    public int WindowsPerTransaction { get; set; } = 1;

    /// <summary>Seconds before any public deadline in which each window gets its own transaction.</summary>
    public int CalmSeconds { get; set; } = 60;
}
