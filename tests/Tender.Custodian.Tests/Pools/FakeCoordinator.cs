using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Custodian.Tests.Pools;

/// <summary>
/// The vault's pool calls over HTTP shapes. The session's token is the seat's number. It checks what an honest coordinator checks, and can lie:
/// <see cref="Show"/> changes what a seat is shown.
/// </summary>
internal sealed class FakeCoordinator : HttpMessageHandler
{
    public const int N = 3;
    public const int K = 2;
    public const int M = 2;
    private const string Policy = "{\"k\":2,\"n\":3}";
    private readonly SeatStatement?[] statements = new SeatStatement?[N];
    private readonly byte[]?[] messages = new byte[]?[N];
    private readonly IReadOnlyList<ReadOnlyMemory<byte>>?[] deals = new IReadOnlyList<ReadOnlyMemory<byte>>?[N];
    private readonly IReadOnlyList<ReadOnlyMemory<byte>>?[] signatures = new IReadOnlyList<ReadOnlyMemory<byte>>?[N];

    public byte[] PoolId { get; } = new SeededRandom(77).Bytes(16);

    /// <summary>What seat s is shown of the pool.</summary>
    public Func<int, PoolFacts, PoolFacts> Show { get; set; } = (_, facts) => facts;

    /// <summary>What seat s is shown of round 1.</summary>
    public Func<int, PoolDeals, PoolDeals> ShowDeals { get; set; } = (_, deals) => deals;

    public Action<string> Before { get; set; } = _ => { };

    public Action<string> After { get; set; } = _ => { };

    public IReadOnlyList<ReadOnlyMemory<byte>>? DealtBy(int seat) => deals[seat - 1];

    public HttpClient Client() => new(this, disposeHandler: false) { BaseAddress = new Uri("http://vault/") };

    /// <summary>The key sets, when all signatures are in.</summary>
    public IReadOnlyList<KeySet> KeySets()
    {
        var sessions = Sessions();
        var all = deals.Select((d, i) => Cocktail.ReadMessages(sessions, i + 1, d!)).ToList();
        return
        [
            .. sessions.Select(
                (s, j) =>
                    KeySet.Parse(
                        Cocktail.Certificate(
                            Cocktail.Transcript(s, [.. all.Select(m => m[j])]),
                            signatures.Select(x => x![j].ToArray())
                        )
                    )
            ),
        ];
    }

    public IReadOnlyList<PoolSession> Sessions() =>
        [
            .. Enumerable
                .Range(0, M)
                .Select(j => new PoolSession
                {
                    PoolId = PoolId,
                    Index = (uint)j,
                    K = K,
                    SeatKeys = [.. statements.Select(s => CurvePoint.Decode33(s!.PublicKey))],
                    Ext = SHA256.HashData(Encoding.UTF8.GetBytes(Policy)),
                }),
        ];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var path = request.RequestUri!.AbsolutePath;
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var seat = int.TryParse(request.Headers.Authorization?.Parameter, out var number) ? number : 0;
        Before(path);
        var answer = path.StartsWith("/v1/sessions", StringComparison.Ordinal)
            ? SignIn(path, body)
            : Answer(seat, path, body, request.Method);
        After(path);
        return answer is null
            ? new HttpResponseMessage(HttpStatusCode.Conflict)
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(answer) };
    }

    private static byte[] SignIn(string path, byte[] body)
    {
        var at = TestAuthority.From.AddDays(100);
        if (path.EndsWith("challenges", StringComparison.Ordinal))
        {
            return WireJson.Write(new ChallengeFacts("vault|session", at));
        }

        var signer = CmsVerifier.Open(WireJson.Read<SessionRequest>(body, 1 << 20).Signature).Signer;
        var name = signer.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.SimpleName, false);
        return WireJson.Write(
            new SessionFacts(name, at.AddYears(1), new OrganisationFacts("91330106MA20271585", "o"), name)
        );
    }

    private byte[]? Answer(int seat, string path, byte[] body, HttpMethod method)
    {
        var pool = $"/v1/pools/{Convert.ToHexStringLower(PoolId)}";
        if (path == "/v1/pools/current")
        {
            return WireJson.Write(Show(seat, Facts()));
        }

        if (path == pool + "/seats")
        {
            statements[seat - 1] = SeatStatement.Parse(CmsVerifier.Open(body).Content);
            messages[seat - 1] = body;
            return WireJson.Write(Facts());
        }

        if (path == pool + "/round1" && method == HttpMethod.Get)
        {
            return deals.All(d => d is not null) ? WireJson.Write(ShowDeals(seat, new PoolDeals([.. deals!]))) : null;
        }

        return path == pool + "/round1"
            ? Take(deals, seat, WireJson.Read<PoolDeal>(body, 1 << 24).Messages)
            : Take(signatures, seat, WireJson.Read<PoolSignatures>(body, 1 << 24).Signatures);
    }

    private byte[]? Take(
        IReadOnlyList<ReadOnlyMemory<byte>>?[] round,
        int seat,
        IReadOnlyList<ReadOnlyMemory<byte>> given
    )
    {
        if (round[seat - 1] is { } before)
        {
            Assert.True(
                before.Zip(given).All(p => p.First.Span.SequenceEqual(p.Second.Span)),
                $"seat {seat} sent something else the second time"
            );
            return null;
        }

        round[seat - 1] = given;
        return WireJson.Write(Facts());
    }

    private PoolFacts Facts() =>
        new()
        {
            PoolId = PoolId,
            N = N,
            K = K,
            M = M,
            Ext = SHA256.HashData(Encoding.UTF8.GetBytes(Policy)),
            Policy = Policy,
            State =
                statements.Any(s => s is null) ? PoolState.Joining
                : deals.Any(d => d is null) ? PoolState.Round1
                : signatures.Any(s => s is null) ? PoolState.Round3
                : PoolState.Closed,
            Seats = [.. Enumerable.Range(0, N).Select(SeatOf)],
        };

    private SeatFacts SeatOf(int index) =>
        new()
        {
            Seat = index + 1,
            Organisation = $"第{index + 1}席",
            OrgCode = CeremonyWorld.Code(index + 1),
            PublicKey = statements[index]?.PublicKey,
            Account = statements[index]?.Account,
            Statement = messages[index] is { } message ? message : (ReadOnlyMemory<byte>?)null,
        };
}
