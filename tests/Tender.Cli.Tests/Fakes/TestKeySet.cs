using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;
using Tender.Testing;

namespace Tender.Cli.Tests;

/// <summary>A real key set of two of three seats, made in memory with seeded chance, and the seats' signed statements.</summary>
internal sealed class TestKeySet
{
    private static readonly string[] OrgCodes =
    [
        Code("91330106MA2027158"),
        Code("91310115MA1K3YJ12"),
        Code("91440300MA5EQ0QL1"),
    ];

    public TestKeySet(ulong seed)
    {
        var random = new SeededRandom(seed);
        var secrets = Enumerable.Range(0, 3).Select(_ => Scalar.Random(random)).ToList();
        var session = new PoolSession
        {
            PoolId = random.Bytes(16),
            Index = 0,
            K = 2,
            SeatKeys = [.. secrets.Select(s => P256.Generator.Multiply(s))],
            Ext = SHA256.HashData(Encoding.UTF8.GetBytes("policy")),
        };
        var messages = secrets.Select((s, i) => Cocktail.Deal(session, i + 1, s, random)).ToList();
        var outcomes = secrets.Select((s, i) => Cocktail.Conclude(session, i + 1, s, messages)).ToList();
        var transcript = outcomes[0].Transcript;
        var certificate = Cocktail.Certificate(transcript, secrets.Select(s => Cocktail.Sign(s, transcript)));
        KeySet = KeySet.Parse(certificate);
        Shares = [.. outcomes.Select(o => o.Share)];
        Facts = new KeySetFacts
        {
            KeySetId = KeySet.Id.ToArray(),
            Suite = 1,
            K = 2,
            N = 3,
            PublicKey = KeySet.PublicKey.Encode65(),
            Certificate = certificate,
            Messages = [.. messages.Select(m => (ReadOnlyMemory<byte>)m.Encode())],
            Seats = [.. Enumerable.Range(1, 3).Select(n => Seat(n, session))],
            PoolId = session.PoolId.ToArray(),
            Index = 0,
            Ext = session.Ext.ToArray(),
            ExpiresAt = new DateTimeOffset(2027, 6, 1, 0, 0, 0, TimeSpan.Zero),
        };
    }

    public KeySet KeySet { get; }

    public IReadOnlyList<Scalar> Shares { get; }

    public KeySetFacts Facts { get; set; }

    private static SeatFacts Seat(int number, PoolSession session)
    {
        var statement = new SeatStatement
        {
            V = 1,
            PoolId = session.PoolId.ToArray(),
            Seat = number,
            PublicKey = session.SeatKeys[number - 1].Encode33(),
            Account = [.. Enumerable.Repeat((byte)number, 20)],
        };
        using var certificate = TestAuthority.A.Issue(OrgCodes[number - 1], $"保管单位{number}", "保管人");
        return new SeatFacts
        {
            Seat = number,
            Organisation = $"保管单位{number}",
            OrgCode = OrgCodes[number - 1],
            PublicKey = statement.PublicKey,
            Account = statement.Account,
            Statement = CmsSigner.Sign(statement.Write(), certificate, TestAuthority.From.AddYears(1)),
        };
    }

    private static string Code(string body) => body + OrganisationCode.CheckCharacter(body);
}
