using System.Security.Cryptography;
using Tender.Ledger.Proofs;
using Tender.Ledger.Verification;
using Tender.Sealing;

namespace Tender.Ledger.Tests.World;

/// <summary>
/// The opening of a world's tender: set, shares, keys, record. Every step can be bent before it is written, so that each lie has a
/// fixture.
/// </summary>
internal sealed class Opening(LedgerWorld world)
{
    public const ulong SealedAt = LedgerWorld.Deadline + 3;

    public List<Submission> Members { get; } =
    [.. world.Bidders.Select(b => b.Submissions.LastOrDefault()).OfType<Submission>().Where(s => s.File is not null)];

    public BidSet Set { get; set; } = BidSet.Of(1, []);

    public List<PartialOpeningFile> Partials { get; } = [];

    public List<OpenedPart> Parts { get; } = [];

    public OpeningRecordFile? Record { get; set; }

    public List<Submission> Receipts { get; } = [.. world.Submissions];

    public BundleKeySet KeySet { get; set; } = world.Custodians.Facts;

    public byte[] Salt { get; } = SHA256.HashData([9]);

    /// <summary>Anchors all windows, seals the set on the chain.</summary>
    public Opening Seal(uint? count = null)
    {
        if (world.Chain.NextWindow <= LedgerWorld.LastWindow)
            world.AnchorThrough(LedgerWorld.LastWindow);
        Set = BidSet.Of(1, Members.Select(Entry));
        var told = count ?? (uint)Set.Entries.Count;
        world.Fact(
            7,
            [1, .. Set.Root(), .. LedgerWorld.U32(told), .. LedgerWorld.U64(LedgerWorld.LastWindow)],
            SealedAt
        );
        if (told < 3)
            world.Fact(11, LedgerWorld.U32(told), SealedAt);
        return this;
    }

    /// <summary>The seats answer; their hashes go to the chain.</summary>
    public Opening Answer(params int[] seats)
    {
        foreach (var seat in seats)
        {
            var cms = world.Custodians.Answer(Context(), seat, Encs(), LedgerWorld.Start);
            Share(seat, cms);
        }

        return this;
    }

    /// <summary>An answer comes in; <paramref name="told"/>: its hash went to the chain before.</summary>
    public void Share(int seat, byte[] cms, bool told = true)
    {
        Partials.Add(new PartialOpeningFile(1, seat, cms));
        if (told)
            world.Fact(9, [1, (byte)seat, .. SHA256.HashData(cms)], SealedAt + 130);
    }

    /// <summary>Discloses the keys of all summaries and records what they say.</summary>
    public Opening Publish(Func<OpeningRecord, OpeningRecord>? bend = null)
    {
        var keys = Keys();
        var bids = Set.Entries.Select(e => Bid(e, keys)).ToList();
        var record = new OpeningRecord
        {
            V = 1,
            TenderRef = world.TenderRef,
            Lot = world.Lot.ToByteArray(bigEndian: true),
            Phase = 1,
            Deadline = DateTimeOffset.FromUnixTimeSeconds((long)LedgerWorld.Deadline),
            OpenedAt = LedgerWorld.Start.AddMinutes(5),
            SetRoot = Set.Root(),
            Shares =
            [
                .. Partials.Select(p => new OpeningRecordShare(
                    p.Seat,
                    Custodians.Name(p.Seat),
                    Custodians.OrgCode(p.Seat),
                    SHA256.HashData(p.Cms)
                )),
            ],
            Bids = bids,
        };
        var text = (bend ?? (r => r))(record).Write();
        Record = new OpeningRecordFile(1, text, Salt);
        world.Fact(10, [1, .. OpeningRecord.Hash(Salt, text)], SealedAt + 140);
        return this;
    }

    public async Task<byte[]> BundleAsync(BundleForm form = BundleForm.Party)
    {
        using var output = new MemoryStream();
        var writer = new OpeningBundleWriter(output, Tender(form));
        await writer.AddAsync(KeySet);
        await writer.AddAsync(world.TenderProof());
        await writer.AddAsync(Set);
        foreach (var submission in Receipts)
            await writer.AddAsync(world.ReceiptOf(submission));
        foreach (var member in Members)
            await writer.AddHeaderAsync(member.File!.Header.Bytes.ToArray());
        foreach (var part in Parts)
            await writer.AddAsync(part);
        foreach (var partial in Partials.Where(_ => form == BundleForm.Party))
            await writer.AddAsync(partial);
        if (Record is not null)
            await writer.AddAsync(Record);
        await writer.CompleteAsync();
        return output.ToArray();
    }

    public async Task<VerificationReport> VerifyAsync(BundleForm form = BundleForm.Party)
    {
        using var zip = new MemoryStream(await BundleAsync(form));
        return await new BundleVerifier(world.Trust).VerifyAsync(zip);
    }

    public OpeningContext Context() =>
        new()
        {
            TenderRef = world.TenderRef,
            Lot = world.Lot,
            Phase = 1,
            SetRoot = Set.Root(),
        };

    public List<CurvePoint> Encs() =>
        [.. InOrder().SelectMany(m => m.File!.Header.Parts).Select(p => CurvePoint.Decode65(p.Enc.Span))];

    public BundleTender Tender(BundleForm form) =>
        new()
        {
            V = 1,
            Form = form,
            TenderRef = world.TenderRef,
            Lot = world.Lot.ToByteArray(bigEndian: true),
            DocHash = world.DocHash,
            Suite = 1,
        };

    private IEnumerable<Submission> InOrder() =>
        Set.Entries.Select(e => Members.Single(m => m.Commitment.SequenceEqual(e.Commitment)));

    private Dictionary<string, byte[]?> Keys()
    {
        var answers = Partials.Select(p => PartialOpening.Parse(CmsVerifier.Open(p.Cms).Content)).ToList();
        var shared = Combiner.SharedPoints(world.Custodians.KeySet, answers);
        var parts = InOrder().SelectMany(m => m.File!.Header.Parts.Select(p => (m, p))).Zip(shared);
        return parts
            .Where(x => x.First.p.PartId == 1)
            .ToDictionary(x => Convert.ToHexString(x.First.m.Commitment), x => Key(x.First.m, x.First.p, x.Second));
    }

    private byte[]? Key(Submission member, SealedPart part, CurvePoint point)
    {
        try
        {
            var header = member.File!.Header;
            return header.PartKey(part, header.UnwrapSecret(part, world.Custodians.KeySet.PublicKey, point));
        }
        catch (SealingException)
        {
            return null;
        }
    }

    private OpeningRecordBid Bid(SetEntryFacts entry, Dictionary<string, byte[]?> keys)
    {
        var member = Members.Single(m => m.Commitment.SequenceEqual(entry.Commitment));
        var key = keys[Convert.ToHexString(entry.Commitment)];
        if (key is not null)
            Parts.Add(Part(member, key));
        return new OpeningRecordBid
        {
            Commitment = entry.Commitment,
            TreeRoot = entry.TreeRoot,
            OrgCode = entry.OrgCode,
            Company = entry.Company,
            State = key is null ? BidState.Unread : BidState.Open,
            Reason = key is null ? "ET-3501" : null,
            Summary = key is null ? null : member.Summary,
        };
    }

    private static OpenedPart Part(Submission member, byte[] key)
    {
        var part = member.File!.Header.FindPart(1)!;
        return new OpenedPart
        {
            Commitment = member.Commitment,
            Key = key,
            Path = Rfc9162.InclusionProof(member.File.LeafHashes, 1),
            Segment = member.Bytes[(int)part.Offset..(int)(part.Offset + part.CiphertextLength)],
        };
    }

    private static SetEntryFacts Entry(Submission member) =>
        new()
        {
            Commitment = member.Commitment,
            HeaderHash = member.Statement.HeaderHash,
            TreeRoot = member.Statement.TreeRoot,
            StatementHash = member.Ack.StatementHash,
            OrgCode = member.Statement.Uscc,
            Company = member.Statement.Company,
        };
}
