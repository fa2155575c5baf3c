using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Tender.Ledger.Evm;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Tender.Testing;

namespace Tender.Ledger.Tests.World;

/// <summary>Three seats of three organisations, two of which open: a real key ceremony, made once.</summary>
internal sealed class Custodians
{
    private static readonly (string Code, string Name)[] Organisations =
    [
        ("12330000470051217J", "省公证处"),
        ("12330000470056747W", "公共资源交易中心"),
        ("91330000MA27Y5TU3T", "数字证书有限公司"),
    ];

    private static readonly ConcurrentDictionary<ulong, Lazy<Custodians>> Made = new();
    private readonly Scalar[] shares;

    private Custodians(SeededRandom random, DateTimeOffset at)
    {
        Scalar[] secrets = [.. Organisations.Select(_ => Scalar.Random(random))];
        Session = new PoolSession
        {
            PoolId = random.Bytes(16),
            Index = 0,
            K = 2,
            SeatKeys = [.. secrets.Select(P256.Generator.Multiply)],
            Ext = random.Bytes(32),
        };
        var messages = secrets.Select((s, i) => Cocktail.Deal(Session, i + 1, s, random)).ToList();
        var outcomes = secrets.Select((s, i) => Cocktail.Conclude(Session, i + 1, s, messages)).ToList();
        shares = [.. outcomes.Select(o => o.Share)];
        var signatures = secrets.Select(s => Cocktail.Sign(s, outcomes[0].Transcript));
        KeySet = KeySet.Parse(Cocktail.Certificate(outcomes[0].Transcript, signatures));
        Accounts = [.. secrets.Select(_ => EthKey.Draw(random).Address)];
        Certificates = [.. Organisations.Select(o => TestAuthority.A.Issue(Code(o.Code), o.Name, "值守人"))];
        Facts = new BundleKeySet
        {
            PoolId = Session.PoolId.ToArray(),
            Index = 0,
            K = 2,
            Ext = Session.Ext.ToArray(),
            Certificate = KeySet.Certificate.ToArray(),
            Messages = [.. messages.Select(m => m.Encode())],
            Seats = [.. Certificates.Select((c, i) => CmsSigner.Sign(Statement(i).Write(), c, at))],
        };
    }

    /// <summary>The custodians of a seed; the ceremony takes half a second, so worlds of one seed share it.</summary>
    public static Custodians Of(ulong seed, DateTimeOffset at) =>
        Made.GetOrAdd(seed, s => new Lazy<Custodians>(() => new Custodians(new SeededRandom(~s), at))).Value;

    public PoolSession Session { get; }

    public KeySet KeySet { get; }

    public IReadOnlyList<Address> Accounts { get; }

    public IReadOnlyList<X509Certificate2> Certificates { get; }

    public BundleKeySet Facts { get; }

    public static string Name(int seat) => Organisations[seat - 1].Name;

    public static string OrgCode(int seat) => Code(Organisations[seat - 1].Code);

    public byte[] Answer(OpeningContext context, int seat, IReadOnlyList<CurvePoint> encs, DateTimeOffset at)
    {
        var random = new SeededRandom((ulong)seat);
        var answer = PartialOpening.Make(context, KeySet.Id, seat, shares[seat - 1], encs, random);
        return CmsSigner.Sign(answer.Encode(), Certificates[seat - 1], at);
    }

    private SeatStatement Statement(int index) =>
        new()
        {
            V = 1,
            PoolId = Session.PoolId.ToArray(),
            Seat = index + 1,
            PublicKey = Session.SeatKeys[index].Encode33(),
            Account = Accounts[index].ToBytes(),
        };

    private static string Code(string code) => code[..17] + OrganisationCode.CheckCharacter(code[..17]);
}
