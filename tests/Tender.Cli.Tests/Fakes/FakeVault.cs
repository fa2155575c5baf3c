using System.Net;
using System.Text;
using Tender.Sealing;
using Tender.Testing;

namespace Tender.Cli.Tests;

/// <summary>
/// A vault in memory behind an <see cref="HttpMessageHandler"/>: sessions, uploads and submissions as the real one answers them, and
/// the ways in which a network fails.
/// </summary>
internal sealed class FakeVault : HttpMessageHandler
{
    private readonly FakeUploads uploads = new();

    public FakeVault(TestKeySet keys, QuickClock clock)
    {
        Keys = keys;
        Clock = clock;
        Submissions = new FakeSubmissions(this);
        Tender = new TenderFacts
        {
            TenderRef = [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))],
            Lot = [.. Enumerable.Range(0, 16).Select(i => (byte)i)],
            DocHash = [.. Enumerable.Repeat((byte)0xD0, 32)],
            Deadline = new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero),
            MinBids = 3,
            Suite = 1,
            State = VaultState.Keyed,
            Held = false,
            KeySetId = keys.Facts.KeySetId,
            K = 2,
            N = 3,
            Phase = 1,
            ObjectionSeconds = 120,
        };
    }

    public TestKeySet Keys { get; }

    public QuickClock Clock { get; }

    public TenderFacts Tender { get; set; }

    public FakeSubmissions Submissions { get; }

    /// <summary>So many requests reach the vault and are done, but their answers are lost.</summary>
    public int LoseAnswers { get; set; }

    /// <summary>No request arrives.</summary>
    public bool Unreachable { get; set; }

    /// <summary>So many pieces of an upload break the connection.</summary>
    public int BreakPieces { get; set; }

    /// <summary>The key ceremony, when there is one.</summary>
    public FakePool? Pool { get; set; }

    /// <summary>Requests seen, method and path.</summary>
    public List<string> Seen { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (Unreachable)
            throw new HttpRequestException("no route");
        var path = request.RequestUri!.PathAndQuery;
        Seen.Add($"{request.Method} {path.Split('?')[0]}");
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        if (request.Method == HttpMethod.Patch && BreakPieces-- > 0)
            throw new HttpRequestException("broken");
        var answer = Answer(request, path, body);
        if (path == "/v1/submissions" && request.Method == HttpMethod.Post && LoseAnswers-- > 0)
            throw new HttpRequestException("lost");
        return answer;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string path, byte[] body) =>
        (request.Method.Method, path.Split('?')[0].TrimStart('/').Split('/')) switch
        {
            ("GET", ["v1", "tenders", _]) => Json(Tender),
            ("GET", ["v1", "keysets", _]) => Json(Keys.Facts),
            ("POST", ["v1", "sessions", "challenges"]) => Json(
                new ChallengeFacts("vault|session|-|00|now|soon|binding", Clock.GetUtcNow().AddSeconds(120))
            ),
            ("POST", ["v1", "sessions"]) => Session(body),
            (_, ["v1", "uploads", ..]) => uploads.Answer(request, body),
            ("GET", ["v1", "files", var root]) => uploads.File(root),
            ("POST", ["v1", "submissions"]) => Submissions.Submit(request, body, uploads),
            ("GET", ["v1", "submissions"]) => Json(Submissions.Own()),
            ("GET", ["v1", "submissions", var number]) => Submissions.Get(number),
            (_, ["v1", "pools", .. var rest]) when Pool is not null => Pool.Answer(
                request.Method,
                rest,
                body,
                request.Headers.Authorization!.Parameter!.Split('/')[0],
                request.Headers.Authorization.Parameter.Split('/')[1]
            ),
            _ => Problem(HttpStatusCode.NotFound, "ET-3404", "没有。", "Not there."),
        };

    public static HttpResponseMessage Json<T>(T value, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new ByteArrayContent(WireJson.Write(value)) };

    public static HttpResponseMessage Problem(
        HttpStatusCode status,
        string code,
        string zh,
        string en,
        byte[]? refusal = null
    ) =>
        Json(
            new ProblemFacts
            {
                Type = "about:blank",
                Title = en,
                Status = (int)status,
                Code = code,
                Zh = zh,
                En = en,
                Refusal = refusal is null ? null : (ReadOnlyMemory<byte>?)refusal,
            },
            status
        );

    private HttpResponseMessage Session(byte[] body)
    {
        var asked = WireJson.Read<SessionRequest>(body, 1 << 20);
        var message = CmsVerifier.Open(asked.Signature);
        if (Encoding.UTF8.GetString(message.Content) != asked.Challenge)
            return Problem(HttpStatusCode.Unauthorized, "ET-3401", "签名不成立。", "The signature does not hold.");
        var report = new TrustList([TestAuthority.A.Certificate], []).Check(message.Signer, [], Clock.GetUtcNow());
        return report.IsGood
            ? Json(
                new SessionFacts(
                    $"{report.OrgCode}/{Convert.ToHexString(Encoding.UTF8.GetBytes(report.OrgName))}",
                    Clock.GetUtcNow().AddHours(12),
                    new OrganisationFacts(report.OrgCode, report.OrgName),
                    report.SignerName
                )
            )
            : Problem(HttpStatusCode.Unauthorized, "ET-3402", "证书无效。", "The certificate is not good.");
    }
}
