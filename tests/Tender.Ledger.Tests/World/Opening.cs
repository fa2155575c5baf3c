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

    /// <summary>Sets by phase; the last is the one that is being opened.</summary>
    public List<BidSet> Sets { get; } = [BidSet.Of(1, [])];

    public BidSet Set
    {
        get => Sets[^1];
        set => Sets[^1] = value;
    }

    public List<PartialOpeningFile> Partials { get; } = [];

    public List<OpenedPart> Parts { get; } = [];

    public List<OpeningRecordFile> Records { get; } = [];

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
        world.Fact(7, [1, .. Set.Root(), .. FactBytes.U32(told), .. FactBytes.U64(LedgerWorld.LastWindow)], SealedAt);
        if (told < 3)
            world.Fact(11, FactBytes.U32(told), SealedAt);
        return this;
    }

    /// <summary>The next phase opens for these bids.</summary>
    public Opening SealNext(params Submission[] members)
    {
        Sets.Add(BidSet.Of(Set.Phase + 1, members.Select(Entry)));
        world.Fact(
            8,
            [(byte)Set.Phase, .. Set.Root(), .. FactBytes.U32((uint)Set.Entries.Count), .. SHA256.HashData([8])],
            Began
        );
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
        Partials.Add(new PartialOpeningFile(Set.Phase, seat, cms));
        if (told)
            world.Fact(9, [(byte)Set.Phase, (byte)seat, .. SHA256.HashData(cms)], Began + 130);
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
            Phase = Set.Phase,
            Deadline = DateTimeOffset.FromUnixTimeSeconds((long)LedgerWorld.Deadline),
            OpenedAt = LedgerWorld.Start.AddMinutes(5),
            SetRoot = Set.Root(),
            Shares =
            [
                .. Answers.Select(p => new OpeningRecordShare(
                    p.Seat,
                    Custodians.Name(p.Seat),
                    Custodians.OrgCode(p.Seat),
                    SHA256.HashData(p.Cms)
                )),
            ],
            Bids = bids,
        };
        var text = (bend ?? (r => r))(record).Write();
        Records.Add(new OpeningRecordFile(Set.Phase, text, Salt));
        world.Fact(10, [(byte)Set.Phase, .. OpeningRecord.Hash(Salt, text)], Began + 140);
        return this;
    }

    public async Task<byte[]> BundleAsync(BundleForm form = BundleForm.Party)
    {
        using var output = new MemoryStream();
        var writer = new OpeningBundleWriter(output, Tender(form));
        await writer.AddAsync(KeySet);
        await writer.AddAsync(world.TenderProof());
        foreach (var set in Sets)
            await writer.AddAsync(set);
        foreach (var submission in Receipts)
            await writer.AddAsync(world.ReceiptOf(submission));
        foreach (var member in Members)
            await writer.AddHeaderAsync(member.File!.Header.Bytes.ToArray());
        foreach (var part in Parts)
            await writer.AddAsync(part);
        foreach (var partial in Partials.Where(_ => form == BundleForm.Party))
            await writer.AddAsync(partial);
        foreach (var record in Records)
            await writer.AddAsync(record);
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
            Phase = (byte)Set.Phase,
            SetRoot = Set.Root(),
        };

    public List<CurvePoint> Encs() => [.. InOrder().SelectMany(PartsOf).Select(p => CurvePoint.Decode65(p.Enc.Span))];

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

    private ulong Began => SealedAt + 200 * (ulong)(Set.Phase - 1);

    private IEnumerable<PartialOpeningFile> Answers => Partials.Where(p => p.Phase == Set.Phase);

    private IEnumerable<Submission> InOrder() =>
        Set.Entries.Select(e => Members.Single(m => m.Commitment.SequenceEqual(e.Commitment)));

    private IEnumerable<SealedPart> PartsOf(Submission member) =>
        member.File!.Header.Parts.Where(p => p.Phase == Set.Phase);

    // Keys of the phase's parts by commitment, then part.
    private Dictionary<string, Dictionary<byte, byte[]?>> Keys()
    {
        var answers = Answers.Select(p => PartialOpening.Parse(CmsVerifier.Open(p.Cms).Content)).ToList();
        var shared = Combiner.SharedPoints(world.Custodians.KeySet, answers);
        return InOrder()
            .SelectMany(m => PartsOf(m).Select(p => (Member: m, Part: p)))
            .Zip(shared)
            .GroupBy(x => Convert.ToHexString(x.First.Member.Commitment))
            .ToDictionary(
                g => g.Key,
                g => g.ToDictionary(x => x.First.Part.PartId, x => Key(x.First.Member, x.First.Part, x.Second))
            );
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

    private OpeningRecordBid Bid(SetEntryFacts entry, Dictionary<string, Dictionary<byte, byte[]?>> keys)
    {
        var member = Members.Single(m => m.Commitment.SequenceEqual(entry.Commitment));
        var own = keys.GetValueOrDefault(Convert.ToHexString(entry.Commitment)) ?? [];
        var hasSummary = own.TryGetValue(1, out var key);
        if (key is not null)
            Parts.Add(Part(member, key));
        var isOpen = hasSummary ? key is not null : own.Values.All(k => k is not null);
        return new OpeningRecordBid
        {
            Commitment = entry.Commitment,
            TreeRoot = entry.TreeRoot,
            OrgCode = entry.OrgCode,
            Company = entry.Company,
            State = isOpen ? BidState.Open : BidState.Unread,
            Reason = isOpen ? null : "ET-3501",
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
