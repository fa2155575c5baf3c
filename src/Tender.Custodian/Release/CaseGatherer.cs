using Tender.Ledger;
using Tender.Ledger.Proofs;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Custodian.Release;

/// <summary>Asks the vault for everything that a decision needs, and lets the verifier judge the proof.</summary>
internal sealed class CaseGatherer(SeatContext seat, VaultClient vault, TimeProvider clock)
{
    /// <summary>Of any section (SBID1 5).</summary>
    private const int LastPhase = 8;

    /// <summary>The case of one set.</summary>
    /// <exception cref="VaultProblemException">The vault refused, or could not be reached.</exception>
    /// <exception cref="LedgerFormatException">The proof has not even the form of one.</exception>
    public async Task<ReleaseCase> GatherAsync(VaultSession session, CustodyItem item, CancellationToken cancel)
    {
        var tender = await vault.GetTenderAsync(item.TenderRef, cancel);
        var set = await vault.GetSetAsync(item.TenderRef, item.Phase, cancel);
        var headers = await session.GetSetHeadersAsync(item.TenderRef, item.Phase, cancel);
        var earlier = await GatherEarlierAsync(item, cancel);
        var keyFacts = await vault.GetKeySetAsync(tender.KeySetId, cancel);
        var proof = new TenderProofVerifier(seat.TrustFile).Verify(TenderProof.Read(headers.TenderProof));
        return new ReleaseCase
        {
            // Read last: nothing that the vault delays makes this clock early.
            Now = clock.GetUtcNow(),
            Item = item,
            Tender = tender,
            Set = set,
            Earlier = earlier,
            Bids = Pair(set, headers),
            Proof = proof,
            KeyFacts = keyFacts,
            KeySet = Open(keyFacts),
            Keys = keyFacts.PoolId.Length == 16 ? seat.Folder.Find(keyFacts.PoolId)?.Keys : null,
        };
    }

    private async Task<List<SetFacts>> GatherEarlierAsync(CustodyItem item, CancellationToken cancel)
    {
        var sets = new List<SetFacts>();
        for (var phase = 1; phase < Math.Min(item.Phase, LastPhase); phase++)
        {
            sets.Add(await vault.GetSetAsync(item.TenderRef, phase, cancel));
        }

        return sets;
    }

    /// <summary>Entries without papers, and papers without entry, become bids that no check passes.</summary>
    private static List<CaseBid> Pair(SetFacts set, SetHeaders headers)
    {
        var blank = new SetHeaderEntry([], default, default, default);
        return
        [
            .. set.Entries.Select((e, i) => new CaseBid(e, i < headers.Entries.Count ? headers.Entries[i] : blank)),
        ];
    }

    private KeySet? Open(KeySetFacts facts)
    {
        try
        {
            return KeySet.Parse(facts.Certificate.Span, seat.SmallestK);
        }
        catch (SealingException)
        {
            return null;
        }
    }
}
