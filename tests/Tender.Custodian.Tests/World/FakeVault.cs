using System.Net;
using System.Text.Json;
using Tender.Ledger.Evm;
using Tender.Sealing;

namespace Tender.Custodian.Tests.World;

/// <summary>
/// The vault's calls that a seat makes about openings, over HTTP shapes, without a socket. <see cref="Before"/> and <see cref="After"/> see every
/// call and may throw: the seat's process dies there.
/// </summary>
internal sealed class FakeVault(CustodyWorld world, FakeNode node) : HttpMessageHandler
{
    public List<byte[]> Relayed { get; } = [];

    public List<byte[]> Partials { get; } = [];

    public Action<string> Before { get; set; } = _ => { };

    public Action<string> After { get; set; } = _ => { };

    /// <summary>Whether the relay really sends what it acknowledges.</summary>
    public bool Relays { get; set; } = true;

    public HttpClient Client() => new(this, disposeHandler: false) { BaseAddress = new Uri("http://vault/") };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        // A seat asks for the phase by its number, so that nothing can change between two calls.
        var path = request.RequestUri!.PathAndQuery;
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Before(path);
        var answer = Answer(path, body);
        After(path);
        return answer is null
            ? new HttpResponseMessage(HttpStatusCode.NotFound)
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(answer) };
    }

    private byte[]? Answer(string path, byte[] body)
    {
        var reference = Convert.ToHexStringLower(world.TenderRef);
        return path switch
        {
            "/v1/sessions/challenges" => Json(
                new ChallengeFacts("vault|session", world.Clock.GetUtcNow().AddMinutes(2))
            ),
            "/v1/sessions" => Json(Session()),
            "/v1/custody/work" => Json(new CustodyWork([world.Item])),
            "/v1/relay" => Relay(body),
            _ when path == $"/v1/tenders/{reference}" => Json(world.Tender),
            _ when path == $"/v1/tenders/{reference}/set?phase={world.Phase}" => Json(world.Set),
            _ when path == $"/v1/tenders/{reference}/set/headers?phase={world.Phase}" => Json(Headers()),
            _ when Earlier(path, reference) is { } set => Json(set),
            _ when path == $"/v1/keysets/{Convert.ToHexStringLower(world.KeySet.Id.Span)}" => Json(world.KeyFacts),
            _ when path == $"/v1/openings/{reference}/{world.Phase}/partials" => Partial(body),
            _ => null,
        };
    }

    private SetFacts? Earlier(string path, string reference) =>
        world.Earlier.FirstOrDefault(s => path == $"/v1/tenders/{reference}/set?phase={s.Phase}");

    private SessionFacts Session() =>
        new(
            "token",
            world.Clock.GetUtcNow().AddHours(12),
            new OrganisationFacts(CustodyWorld.Code("12330000470056747"), "公共资源交易中心"),
            "值守人"
        );

    private SetHeaders Headers() =>
        new()
        {
            TenderRef = world.TenderRef,
            Entries = [.. world.Bids.Select(b => b.Papers)],
            TenderProof = JsonDocument.Parse(world.Proof().Write()).RootElement,
        };

    private byte[] Relay(byte[] body)
    {
        var raw = WireJson.Read<RelayRequest>(body, 1 << 20).RawTransaction;
        Relayed.Add(raw);
        if (Relays)
        {
            node.Mine(LegacyTransaction.Decode(raw));
        }

        return Json(new RelayAnswer(Keccak256.Hash(raw), 1, world.Clock.GetUtcNow(), 1));
    }

    private byte[] Partial(byte[] body)
    {
        Partials.Add(body);
        return Json(new PartialAnswer(CustodyWorld.Seat, true));
    }

    private static byte[] Json<T>(T value) => WireJson.Write(value);
}
