using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Tender.Ledger.Contracts;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Ledger.Windows;
using Tender.Sealing;
using Tender.Testing;
using static Tender.Ledger.Tests.World.FactBytes;

namespace Tender.Ledger.Tests.World;

/// <summary>
/// A whole small procedure without a node: bidders, vault, custodians, windows, chain. Windows of 2 seconds; the tender ends after
/// window 9.
/// </summary>
internal sealed class LedgerWorld
{
    public const ulong Epoch0 = 1_795_000_000;
    public const ulong Deadline = Epoch0 + 20;
    public const ulong LastWindow = 9;

    private static readonly (string Code, string Name)[] Companies =
    [
        ("91330106MA20271585", "杭州青石建设有限公司"),
        ("91330100MA2AX0B71T", "浙江长桥工程有限公司"),
        ("91330200MA2CH1XW4K", "宁波海塘建筑有限公司"),
        ("91330300MA285UXR2Y", "温州瓯江市政有限公司"),
        ("91330400MA2B8GQA6P", "嘉兴南湖建设有限公司"),
    ];

    private readonly List<List<Submission>> byWindow = [.. Enumerable.Range(0, 40).Select(_ => new List<Submission>())];
    private readonly Dictionary<ulong, byte[]> spares = [];
    private readonly Dictionary<ulong, (WindowTree Tree, AnchoredWindow Anchored)> windows = [];

    public LedgerWorld(ulong seed = 1, bool qbft = false)
    {
        Random = new SeededRandom(seed);
        Chain = new MemoryChain { Validators = qbft ? MemoryChain.DrawValidators(Random, 4) : [] };
        TenderRef = Random.Bytes(32);
        DocHash = Random.Bytes(32);
        Lot = new Guid(Random.Bytes(16));
        DayKey = DayKey.Draw(Random);
        Custodians = Custodians.Of(seed, Start);
        Vault = TestAuthority.A.Issue(
            "91330000MA27X0Y20N"[..17] + OrganisationCode.CheckCharacter("91330000MA27X0Y20"),
            "封存库"
        );
        Supervisor = TestAuthority.A.Issue(
            "11330000002482285"[..17] + OrganisationCode.CheckCharacter("11330000002482285"),
            "监督机构"
        );
        Trust = ChainTrust.Of(Chain, Grid, Vault, Supervisor);
        Bidders = [.. Companies.Select(NewBidder)];
        Register();
    }

    public static DateTimeOffset Start => DateTimeOffset.FromUnixTimeSeconds((long)Epoch0);

    public static WindowGrid Grid { get; } = new(Epoch0, 2, 15);

    public SeededRandom Random { get; }

    public MemoryChain Chain { get; }

    public byte[] TenderRef { get; }

    public byte[] DocHash { get; }

    public Guid Lot { get; }

    public DayKey DayKey { get; }

    public Custodians Custodians { get; }

    public X509Certificate2 Vault { get; }

    public X509Certificate2 Supervisor { get; }

    public TrustFile Trust { get; set; }

    public IReadOnlyList<Bidder> Bidders { get; }

    public ReceiptBuilder Builder => new(Trust);

    public IEnumerable<Submission> Submissions => byWindow.SelectMany(w => w);

    /// <summary>Seals a real two-part file and submits or replaces.</summary>
    public async Task<Submission> SubmitAsync(
        int bidder,
        ulong window,
        long priceFen = 1_000_000_00,
        byte[]? sealTo = null,
        (byte Summary, byte Body)? phases = null
    )
    {
        var who = Bidders[bidder];
        var (summaryPhase, bodyPhase) = phases ?? (1, 1);
        var summary = new BidSummary
        {
            V = 1,
            PriceFen = priceFen,
            PeriodDays = 90,
            Quality = "合格",
            Manager = "王工",
        };
        using var output = new MemoryStream();
        var file = await new BidSealer(Random, new FakeTimeProvider(Grid.Start(window))).SealAsync(
            new SealRequest
            {
                TenderRef = TenderRef,
                Lot = Lot,
                DocHash = DocHash,
                KeySetId = Custodians.KeySet.Id,
                PublicKey = sealTo ?? Custodians.KeySet.PublicKey.Encode65(),
                BidNonce = who.BidNonce,
                OrganisationCode = who.Uscc,
                Parts =
                [
                    SealInput.Of(1, summaryPhase, summary.Write()),
                    SealInput.Of(2, bodyPhase, Random.Bytes(3000)),
                ],
            },
            output
        );
        return Declare(
            who,
            window,
            who.Submissions.Count == 0 ? StatementAction.Submit : StatementAction.Replace,
            file,
            output.ToArray(),
            summary
        );
    }

    public Submission Withdraw(int bidder, ulong window) =>
        Declare(Bidders[bidder], window, StatementAction.Withdraw, null, [], null);

    /// <summary>Cuts and anchors all windows up to this one, each one second after its end.</summary>
    public void AnchorThrough(ulong last, ulong delay = 1)
    {
        while (Chain.NextWindow <= last)
        {
            var n = Chain.NextWindow;
            var real = byWindow[(int)n].Select(s => s.Commitment);
            if (spares.TryGetValue(n, out var spare))
                real = real.Append(spare);
            var tree = WindowTree.Build(DayKey.Seed(n), real);
            var at = Math.Max(Grid.EndOf(n) + delay, LastTime);
            LastTime = at;
            windows[n] = (tree, Chain.Anchor(tree.Root, tree.PadCommit, at, Grid.IsLate(n, at)));
        }
    }

    public ulong LastTime { get; set; } = Epoch0;

    public IReadOnlyList<Submission> SubmissionsOf(ulong window) => byWindow[(int)window];

    /// <summary>The vault hides a commitment of its own in a window. Returns its slot, once the window is anchored.</summary>
    public int Spare(ulong window)
    {
        var commitment = Random.Bytes(32);
        spares[window] = commitment;
        AnchorThrough(window);
        return TreeOf(window).Prove(window, commitment).Slot;
    }

    public WindowTree TreeOf(ulong window) => windows[window].Tree;

    public AnchoredWindow AnchoredOf(ulong window) => windows[window].Anchored;

    public OfflineReceipt ReceiptOf(Submission submission, int revision = 1)
    {
        var n = submission.Window;
        var proof = Chain.Prove(MemoryChain.AnchorLog, Builder.KeysOf(n));
        var anchor = Builder.BuildAnchor(n, SHA256.HashData([7]), Chain.Block(LastTime), proof);
        var (tree, anchored) = windows[n];
        return submission.Receipt = ReceiptBuilder.Build(
            submission.StatementCms,
            submission.AckCms,
            tree.Prove(n, submission.Commitment),
            anchored,
            anchor,
            revision
        );
    }

    public TenderProof TenderProof() =>
        Builder.BuildTenderProof(
            TenderRef,
            Chain.EventsOf(TenderRef),
            Chain.Block(LastTime),
            Chain.Prove(MemoryChain.TenderChain, Builder.KeysOf(TenderRef))
        );

    public void Fact(byte kind, byte[] payload, ulong at)
    {
        LastTime = Math.Max(LastTime, at);
        Chain.Write(TenderRef, kind, payload, at);
    }

    public Submission Declare(
        Bidder who,
        ulong window,
        StatementAction action,
        SealedBid? file,
        byte[] bytes,
        BidSummary? summary
    )
    {
        var statement = new SubmissionStatement
        {
            V = 1,
            Action = action,
            TenderRef = TenderRef,
            Lot = Lot.ToByteArray(bigEndian: true),
            DocHash = DocHash,
            KeySetId = Custodians.KeySet.Id.ToArray(),
            Suite = 1,
            Flags = 0,
            FileSize = bytes.Length,
            HeaderHash = file?.Header.Hash() ?? new byte[32],
            TreeRoot = file?.TreeRoot ?? new byte[32],
            LeafCount = file?.LeafHashes.Count ?? 0,
            Seq = who.Submissions.Count + 1,
            PrevCommitment = who.Submissions.Count == 0 ? new byte[32] : who.Submissions[^1].Commitment,
            BidNonce = who.BidNonce,
            LeafNonce = Random.Bytes(32),
            Uscc = who.Uscc,
            Company = who.Company,
            Signer = "陈青",
            Tool = new SealingTool("tests", "1", ""),
            ClientTime = Grid.Start(window),
        };
        var cms = CmsSigner.Sign(statement.Write(), who.Certificate, Grid.Start(window));
        var submission = Put(Accept(statement, cms, window, file, bytes, summary));
        who.Submissions.Add(submission);
        return submission;
    }

    /// <summary>Its commitment becomes a leaf of its window.</summary>
    public Submission Put(Submission submission)
    {
        byWindow[(int)submission.Window].Add(submission);
        return submission;
    }

    public Submission Accept(
        SubmissionStatement statement,
        byte[] cms,
        ulong window,
        SealedBid? file,
        byte[] bytes,
        BidSummary? summary
    )
    {
        var at = Grid.Start(window).AddMilliseconds(700);
        var ack = new VaultReceipt
        {
            V = 1,
            Verdict = VaultVerdict.Accepted,
            Reason = "",
            TenderRef = statement.TenderRef,
            Commitment = CommitmentPreimage.Of(statement, cms).Hash(),
            StatementHash = SHA256.HashData(cms),
            TreeRoot = statement.TreeRoot,
            FileSize = statement.FileSize,
            TStatement = at,
            TCommit = at,
            Deadline = DateTimeOffset.FromUnixTimeSeconds((long)Deadline),
            ClockOffsetMs = 3,
            Window = (long)window,
            ReceiptNo = Random.Bytes(16),
            SeqCommit = Random.Bytes(32),
            Queued = false,
            RevocationPending = false,
        };
        return new Submission
        {
            Statement = statement,
            StatementCms = cms,
            Ack = ack,
            AckCms = CmsSigner.Sign(ack.Write(), Vault, at),
            Window = window,
            File = file,
            Bytes = bytes,
            Summary = summary,
        };
    }

    private Bidder NewBidder((string Code, string Name) company)
    {
        var code = company.Code[..17] + OrganisationCode.CheckCharacter(company.Code[..17]);
        return new Bidder(TestAuthority.A.Issue(code, company.Name), code, company.Name, Random.Bytes(32));
    }

    private void Register()
    {
        Fact(1, [.. DocHash, .. U64(Deadline), 3], Epoch0);
        var seats = TenderChainClient.SeatsHash(Custodians.Accounts);
        Fact(6, [.. Custodians.KeySet.Id.Span, .. Custodians.KeySet.KeyHash(), .. seats, 2, 3], Epoch0);
    }
}
