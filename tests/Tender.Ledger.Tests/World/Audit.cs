using System.Security.Cryptography;
using Tender.Ledger.Proofs;
using Tender.Ledger.Verification;

namespace Tender.Ledger.Tests.World;

/// <summary>The reveal of a world's windows 0 to 9, bent before it is written where a test wants a lie.</summary>
internal sealed class Audit(LedgerWorld world, Opening opening)
{
    public List<RevealedWindow> Windows { get; } =
    [
        .. Enumerable
            .Range(0, (int)LedgerWorld.LastWindow + 1)
            .Select(n => new RevealedWindow
            {
                Root = world.AnchoredOf((ulong)n).Root,
                PadCommit = world.AnchoredOf((ulong)n).PadCommit,
                AnchoredAt = world.AnchoredOf((ulong)n).AnchoredAt,
                Seed = world.DayKey.Seed((ulong)n).ToBytes(),
                Preimages = [.. world.SubmissionsOf((ulong)n).Select(s => s.Preimage)],
            }),
    ];

    public ulong First { get; set; }

    public AuditFile File()
    {
        var last = First + (ulong)Windows.Count - 1;
        var proof = world.Chain.Prove(MemoryChain.AnchorLog, world.Builder.KeysOf(last));
        return new AuditFile
        {
            Format = AuditFile.FormatName,
            First = First,
            PrevHead = world.AnchoredOf(First).PrevHead,
            Windows = Windows,
            Chain = world.Builder.BuildAnchor(last, SHA256.HashData([7]), world.Chain.Block(world.LastTime), proof),
            Tenders = [new AuditedTender(world.TenderProof(), [.. opening.Set.Entries.Select(BidSet.ToBytes)])],
        };
    }

    public AuditReport Verify(params Submission[] held) =>
        new AuditVerifier(world.Trust).Verify(File().Write(), [.. held.Select(h => world.ReceiptOf(h))]);
}
