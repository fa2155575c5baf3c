using Tender.Ledger.Contracts;
using Tender.Ledger.Proofs;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Ledger.Verification;

/// <summary>What the leaves of all audited windows are, seen together: a later statement explains an earlier one.</summary>
internal sealed class LeafIndex
{
    private readonly Dictionary<string, (ProvenTender Tender, BidSet? Set)> tenders;
    private readonly HashSet<string> members;
    private readonly HashSet<string> replaced = [];

    internal LeafIndex(AuditFile audit, Dictionary<string, (ProvenTender Tender, BidSet? Set)> tenders)
    {
        this.tenders = tenders;
        members =
        [
            .. tenders
                .Values.Where(t => t.Set is not null)
                .SelectMany(t => t.Set!.Entries.Select(e => Name(e.Commitment))),
        ];
        foreach (var preimage in audit.Windows.SelectMany(w => w.Preimages))
            replaced.Add(Name(preimage.TenderRef) + Name(preimage.PrevCommitment));
    }

    /// <summary>What a leaf is; null when its tender is not in the audit.</summary>
    internal LeafKind? KindOf(CommitmentPreimage preimage, byte[] commitment, ulong window)
    {
        if (!tenders.TryGetValue(Name(preimage.TenderRef), out var found))
            return null;
        if (members.Contains(Name(commitment)))
            return found.Tender.SetOf(1)?.LastWindow < window ? LeafKind.Sleeping : LeafKind.Bid;
        if (preimage.Kind == StatementAction.Withdraw)
            return LeafKind.Withdrawal;
        if (replaced.Contains(Name(preimage.TenderRef) + Name(commitment)))
            return LeafKind.Superseded;
        var endedUnopened = found.Tender.State is TenderState.Failed or TenderState.Cancelled && found.Set is null;
        return endedUnopened ? LeafKind.Bid : LeafKind.Sleeping;
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
