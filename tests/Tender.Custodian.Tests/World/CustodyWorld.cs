using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Tender.Custodian.Checks;
using Tender.Custodian.History;
using Tender.Custodian.Release;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Ledger.Windows;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using static Tender.Ledger.Tests.World.FactBytes;

namespace Tender.Custodian.Tests.World;

/// <summary>
/// A tender with three sealed bids after its deadline, on a chain in memory, seen by seat 2 of a real 2-of-3 pool. Every member may be changed
/// before the case is made.
/// </summary>
#pragma warning disable CA1822 // what is shared by all worlds still reads as the world's own
internal sealed class CustodyWorld : IDisposable
{
    public const int Seat = 2;
    public const int Key = 1;
    private const ulong Epoch0 = 1_795_000_000;
    private const ulong T = Epoch0 + 20;

    private static readonly (string Code, string Name)[] Companies =
    [
        ("91330106MA2027158", "杭州青石建设有限公司"),
        ("91330100MA2AX0B71", "浙江长桥工程有限公司"),
        ("91330200MA2CH1XW4", "宁波海塘建筑有限公司"),
    ];

    // Keys and certificates are the slow part and never change.
    private static readonly TestPool SharedPool = TestPool.Make(new SeededRandom(41), k: 2, n: 3, keys: 3);
    private static readonly X509Certificate2 SharedVault = TestAuthority.A.Issue(Code("91330000MA27X0Y20"), "封存库");
    private static readonly Dictionary<string, X509Certificate2> Bidders = Companies.ToDictionary(
        c => Code(c.Code),
        c => TestAuthority.A.Issue(Code(c.Code), c.Name)
    );
    private static readonly X509Certificate2 SeatCertificate = TestAuthority.A.Issue(
        Code("12330000470056747"),
        "公共资源交易中心"
    );

    private readonly TemporaryFolder folder = new("seat");
    private readonly EthKey[] accounts;

    private CustodyWorld(ulong seed)
    {
        Random = new SeededRandom(seed);
        TenderRef = Random.Bytes(32);
        Lot = Random.NewId();
        DocHash = Random.Bytes(32);
        accounts = [EthKey.Draw(Random), EthKey.Draw(Random), EthKey.Draw(Random)];
        Clock = new FakeTimeProvider(Deadline.AddSeconds(60));
        History = AnswerHistory.Open(folder["history.jsonl"], Clock);
        Trust = ChainTrust.Of(Chain, new WindowGrid(Epoch0, 2, 15), SharedVault, SharedVault);
    }

    public SeededRandom Random { get; }

    public byte[] TenderRef { get; }

    public Guid Lot { get; }

    public byte[] DocHash { get; }

    public FakeTimeProvider Clock { get; }

    public MemoryChain Chain { get; } = new();

    public AnswerHistory History { get; private set; }

    public TrustFile Trust { get; set; }

    public TestPool Pool => SharedPool;

    public KeySet KeySet => SharedPool.KeySets[Key];

    public X509Certificate2 Vault => SharedVault;

    public DateTimeOffset Deadline => DateTimeOffset.FromUnixTimeSeconds((long)T);

    public DateTimeOffset CommitAt => Deadline.AddSeconds(-11);

    public IReadOnlyList<EthKey> Accounts => accounts;

    public EthKey Account => accounts[Seat - 1];

    public string HistoryPath => folder["history.jsonl"];

    public List<WorldBid> Bids { get; } = [];

    public TenderFacts Tender { get; set; } = null!;

    public SetFacts Set { get; set; } = null!;

    /// <summary>Sets of the phases before.</summary>
    public List<SetFacts> Earlier { get; } = [];

    /// <summary>The phase that is asked for.</summary>
    public int Phase { get; private set; } = 1;

    /// <summary>Phases for which bids hold a part.</summary>
    public int Phases { get; private init; } = 1;

    public KeySetFacts KeyFacts { get; set; } = null!;

    public SeatKeys? Keys { get; set; } = SharedPool.Seats[Seat - 1];

    public CustodyItem Item { get; set; } = null!;

    public TimeSpan LeastObjection { get; set; }

    public Confirmations? Confirmations { get; set; }

    /// <summary>An honest world. With <paramref name="sealSet"/> false the ledger has no set yet.</summary>
    public static async Task<CustodyWorld> MakeAsync(ulong seed = 1, bool sealSet = true, int phases = 1)
    {
        var world = new CustodyWorld(seed) { Phases = phases };
        foreach (var company in Companies)
        {
            world.Bids.Add(await world.BidAsync(company));
        }

        world.Order();
        world.Describe();
        world.Fact(1, [.. world.DocHash, .. U64(T), 3], Epoch0);
        world.Fact(6, world.KeyPayload(), Epoch0);
        if (sealSet)
        {
            world.Fact(7, world.SetPayload(), T + 3);
        }

        return world;
    }

    /// <summary>The phase is opened by seats 1 and 3, and the next one is sealed for the bids that are left.</summary>
    public void SealNextPhase(Action<List<WorldBid>>? choose = null)
    {
        var at = T + 100 * (ulong)Phase;
        foreach (var seat in (byte[])[1, 3])
        {
            Fact(9, [(byte)Phase, seat, .. Random.Bytes(32)], at);
        }

        Fact(10, [(byte)Phase, .. Random.Bytes(32)], at + 1);
        Earlier.Add(Set);
        Phase++;
        choose?.Invoke(Bids);
        Describe();
        Fact(8, PhasePayload(), at + 2);
        Clock.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds((long)at + 60));
        Item = Item with { ObjectionUntil = DateTimeOffset.FromUnixTimeSeconds((long)at + 12) };
    }

    public byte[] PhasePayload() => [(byte)Phase, .. Set.SetRoot, .. U64((ulong)Bids.Count)[4..], .. Random.Bytes(32)];

    /// <summary>Facts about the set and its bids as they are now; call it after a change of the bids that the vault admits to.</summary>
    public void Describe()
    {
        Item = new CustodyItem(TenderRef, Phase, Deadline.AddSeconds(13));
        Tender = new TenderFacts
        {
            TenderRef = TenderRef,
            Lot = Lot.ToByteArray(bigEndian: true),
            DocHash = DocHash,
            Deadline = Deadline,
            MinBids = 3,
            Suite = 1,
            State = VaultState.Sealed,
            Held = false,
            KeySetId = KeySet.Id.ToArray(),
            K = 2,
            N = 3,
            Phase = Phase,
            ObjectionSeconds = 10,
        };
        var entries = Bids.Select(b => b.Entry).ToList();
        Set = new SetFacts
        {
            TenderRef = TenderRef,
            Phase = Phase,
            SetRoot = new BidSet { Phase = Phase, Entries = entries }.Root(),
            Count = Bids.Count,
            Entries = entries,
            TxHash = new byte[32],
        };
        KeyFacts = new KeySetFacts
        {
            KeySetId = KeySet.Id.ToArray(),
            Suite = 1,
            K = 2,
            N = 3,
            PublicKey = KeySet.PublicKey.Encode65(),
            Certificate = KeySet.Certificate,
            Messages = [.. Pool.Messages.Select(m => (ReadOnlyMemory<byte>)m[Key].Encode())],
            Seats = [.. accounts.Select((a, i) => SeatOf(i + 1, a))],
            PoolId = Pool.PoolId,
            Index = Key,
            Ext = KeySet.Ext.ToArray(),
            ExpiresAt = Deadline.AddYears(1),
        };
    }

    public void Order() => Bids.Sort((a, b) => a.Commitment.AsSpan().SequenceCompareTo(b.Commitment));

    public void Fact(byte kind, byte[] payload, ulong at) => Chain.Write(TenderRef, kind, payload, at);

    public byte[] KeyPayload() =>
        [
            .. KeySet.Id.Span,
            .. KeySet.KeyHash(),
            .. TenderChainClient.SeatsHash(accounts.Select(a => a.Address)),
            (byte)KeySet.K,
            (byte)KeySet.N,
        ];

    public byte[] SetPayload() => [1, .. Set.SetRoot, .. U64((ulong)Bids.Count)[4..], .. U64(9)];

    public TenderProof Proof() =>
        new ReceiptBuilder(Trust).BuildTenderProof(
            TenderRef,
            Chain.EventsOf(TenderRef),
            Chain.Block(Math.Max(T + 40, Chain.EventsOf(TenderRef)[^1].Time)),
            Chain.Prove(MemoryChain.TenderChain, new ReceiptBuilder(Trust).KeysOf(TenderRef))
        );

    /// <summary>The case as a seat would gather it.</summary>
    public ReleaseCase Case() =>
        new()
        {
            Now = Clock.GetUtcNow(),
            Item = Item,
            Tender = Tender,
            Set = Set,
            Earlier = Earlier,
            Bids = [.. Set.Entries.Select((e, i) => new CaseBid(e, Bids[i].Papers))],
            Proof = new TenderProofVerifier(Trust).Verify(Proof()),
            KeyFacts = KeyFacts,
            KeySet = KeySet.Parse(KeyFacts.Certificate.Span),
            Keys = Keys,
        };

    public SeatContext Context(SeatFolder? keys = null) =>
        new()
        {
            Identity = new SeatIdentity
            {
                Number = Seat,
                Certificate = SeatCertificate,
                Account = Account.Address.ToBytes(),
            },
            Folder = keys!,
            History = History,
            TrustFile = Trust,
            Trust = Trust.ToTrustList,
            LeastObjection = LeastObjection,
            Confirmations = Confirmations,
            SmallestK = 2,
        };

    public Refusal? Judge(ReleaseCase? facts = null) => ReleaseChecks.Of(Context()).FirstRefusal(facts ?? Case());

    /// <summary>The seat's process dies and starts again: only its disk remains.</summary>
    public void Restart() => History = AnswerHistory.Open(HistoryPath, Clock);

    public X509Certificate2 CertificateOf(string orgCode) => Bidders[orgCode];

    public static string Code(string body) => body + OrganisationCode.CheckCharacter(body);

    /// <summary>Secrets of a seat of the pool that all worlds share.</summary>
    public static SeatKeys Shared(int seat) => SharedPool.Seats[seat - 1];

    public void Dispose() => folder.Dispose();

    private async Task<WorldBid> BidAsync((string Code, string Name) company)
    {
        var nonce = Random.Bytes(32);
        using var output = new MemoryStream();
        var file = await new BidSealer(Random, Clock).SealAsync(Request(Code(company.Code), nonce), output);
        var statement = new SubmissionStatement
        {
            V = 1,
            Action = StatementAction.Submit,
            TenderRef = TenderRef,
            Lot = Lot.ToByteArray(bigEndian: true),
            DocHash = DocHash,
            KeySetId = KeySet.Id.ToArray(),
            Suite = 1,
            Flags = 0,
            FileSize = output.Length,
            HeaderHash = file.Header.Hash(),
            TreeRoot = file.TreeRoot,
            LeafCount = file.LeafHashes.Count,
            Seq = 1,
            PrevCommitment = new byte[32],
            BidNonce = nonce,
            LeafNonce = Random.Bytes(32),
            Uscc = Code(company.Code),
            Company = company.Name,
            Signer = "陈青",
            Tool = new SealingTool("tests", "1", ""),
            ClientTime = CommitAt,
        };
        return new WorldBid
        {
            Sealed = file,
            Header = file.Header.Bytes.ToArray(),
            Statement = statement,
            StatementCms = CmsSigner.Sign(statement.Write(), Bidders[statement.Uscc], CommitAt),
            ReceiptCms = [],
        }.Acknowledge(this);
    }

    public SealRequest Request(string uscc, byte[] nonce) =>
        new()
        {
            TenderRef = TenderRef,
            Lot = Lot,
            DocHash = DocHash,
            KeySetId = KeySet.Id,
            PublicKey = KeySet.PublicKey.Encode65(),
            BidNonce = nonce,
            OrganisationCode = uscc,
            Parts =
            [
                SealInput.Of(1, 1, "summary"u8.ToArray()),
                SealInput.Of(2, 1, Random.Bytes(300)),
                .. Enumerable.Range(2, Phases - 1).Select(p => SealInput.Of((byte)(1 + p), (byte)p, Random.Bytes(100))),
            ],
        };

    private SeatFacts SeatOf(int number, EthKey account) =>
        new()
        {
            Seat = number,
            Organisation = $"第{number}席",
            OrgCode = Code("12330000470056747"),
            PublicKey = Pool.Sessions[0].SeatKeys[number - 1].Encode33(),
            Account = account.Address.ToBytes(),
        };
}
