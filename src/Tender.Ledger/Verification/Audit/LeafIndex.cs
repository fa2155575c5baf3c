using Tender.Ledger.Contracts;
using Tender.Ledger.Proofs;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>What the leaves of all audited windows are, seen together: a later statement explains an earlier one.</summary>
internal sealed class LeafIndex
{
    private readonly Dictionary<string, ProvenTender> tenders;
    private readonly HashSet<string> members;
    private readonly HashSet<string> replaced = [];
    private readonly ulong last;

    internal LeafIndex(AuditFile audit, Dictionary<string, ProvenTender> tenders)
    {
        this.tenders = tenders;
        last = audit.First + (ulong)audit.Windows.Count - 1;
        members = [.. audit.Tenders.SelectMany(t => t.Entries.Select(e => Name(t.Proof.TenderRef) + Name(e[..32])))];
        foreach (var preimage in audit.Windows.SelectMany(w => w.Preimages))
            replaced.Add(Name(preimage.TenderRef) + Name(preimage.PrevCommitment));
    }

    /// <summary>What a leaf is; null when its tender, or the window of a statement that may explain it, is not in the audit.</summary>
    internal LeafKind? KindOf(CommitmentPreimage preimage, byte[] commitment, ulong window)
    {
        if (!tenders.TryGetValue(Name(preimage.TenderRef), out var found))
            return null;
        var name = Name(preimage.TenderRef) + Name(commitment);
        if (members.Contains(name))
            return found.SetOf(1)?.LastWindow < window ? LeafKind.Sleeping : LeafKind.Bid;
        if (preimage.Kind == StatementAction.Withdraw)
            return LeafKind.Withdrawal;
        if (replaced.Contains(name))
            return LeafKind.Superseded;
        var endedUnopened = found.State is TenderState.Failed or TenderState.Cancelled && found.Sets.Count == 0;
        if (endedUnopened)
            return LeafKind.Bid;
        return found.SetOf(1)?.LastWindow <= last ? LeafKind.Sleeping : null;
    }

    private static string Name(byte[] value) => Convert.ToHexString(value);
}

/// <summary>What a real leaf is.</summary>
internal enum LeafKind
{
    /// <summary>Member of a sealed set, or of a tender that ended unopened.</summary>
    Bid,

    /// <summary>A later statement of the same bidder follows it.</summary>
    Superseded,

    /// <summary>A withdrawal.</summary>
    Withdrawal,

    /// <summary>In no set, and nothing explains it; or in a set though after the deadline.</summary>
    Sleeping,
}
