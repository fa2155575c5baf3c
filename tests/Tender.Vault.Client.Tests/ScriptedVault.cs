using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;

namespace Tender.Vault.Client.Tests;

/// <summary>A vault in memory that can lose answers, damage pieces and be away. It keeps tus's promises; what it stores is what was durable.</summary>
internal sealed class ScriptedVault : HttpMessageHandler
{
    internal const string Id = "0123456789abcdef0123456789abcdef";

    internal MemoryStream Stored { get; } = new();

    internal List<string> Requests { get; } = [];

    /// <summary>What happens to the next requests, in order; then all is well.</summary>
    internal Queue<Mishap> Mishaps { get; } = [];

    /// <summary>The same for questions after the offset.</summary>
    internal Queue<Mishap> HeadMishaps { get; } = [];

    internal long Length { get; private set; }

    internal static VaultSession Session(ScriptedVault vault) =>
        new(
            new HttpClient(vault) { BaseAddress = new Uri("http://vault/") },
            new SessionFacts("token", DateTimeOffset.MaxValue, new OrganisationFacts("code", "name"), "signer")
        );

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        Requests.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
        var coming = request.Method == HttpMethod.Head ? HeadMishaps : Mishaps;
        var mishap = coming.Count == 0 ? Mishap.None : coming.Dequeue();
        if (mishap == Mishap.ConnectionRefused)
        {
            throw new HttpRequestException("refused");
        }

        var answer = mishap switch
        {
            Mishap.Damaged => Problem(460),
            Mishap.Busy => Problem(503),
            Mishap.Gone => Problem(410),
            Mishap.NotOurs => new HttpResponseMessage(HttpStatusCode.BadGateway)
            {
                Content = new StringContent("<html>proxy</html>"),
            },
            _ => await AnswerAsync(request, cancellationToken),
        };
        return mishap == Mishap.AnswerLost ? throw new HttpRequestException("reset") : answer;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        if (request.Method == HttpMethod.Post)
        {
            Length = long.Parse(Header(request, "Upload-Length"), CultureInfo.InvariantCulture);
            var created = new HttpResponseMessage(HttpStatusCode.Created);
            created.Headers.Location = new Uri($"/v1/uploads/{Id}", UriKind.Relative);
            return created;
        }

        if (request.Method == HttpMethod.Patch)
        {
            var body = await request.Content!.ReadAsByteArrayAsync(cancel);
            if (Header(request, "Upload-Offset") != Stored.Length.ToString(CultureInfo.InvariantCulture))
            {
                return Problem(409);
            }

            var checksum = "sha256 " + Convert.ToBase64String(SHA256.HashData(body));
            if (Header(request, "Upload-Checksum") != checksum || Header(request, "Tus-Resumable") != "1.0.0")
            {
                return Problem(400);
            }

            Stored.Write(body);
        }

        var answer = new HttpResponseMessage(HttpStatusCode.OK);
        answer.Headers.Add("Upload-Offset", Stored.Length.ToString(CultureInfo.InvariantCulture));
        if (request.Method == HttpMethod.Get)
        {
            var facts = new UploadFacts
            {
                Id = Id,
                Length = Length,
                Offset = Stored.Length,
                State = Stored.Length == Length ? UploadState.Stored : UploadState.Receiving,
            };
            answer.Content = new ByteArrayContent(WireJson.Write(facts));
        }

        return answer;
    }

    private static string Header(HttpRequestMessage request, string name) => request.Headers.GetValues(name).Single();

    private static HttpResponseMessage Problem(int status) =>
        new((HttpStatusCode)status)
        {
            Content = new StringContent(
                $$"""{"type":"/p","title":"t","status":{{status}},"code":"ET-3{{status}}","zh":"中","en":"e"}""",
                Encoding.UTF8,
                "application/problem+json"
            ),
        };
}

/// <summary>What can go wrong with one request.</summary>
public enum Mishap
{
    None,
    ConnectionRefused,
    AnswerLost,
    Damaged,
    Busy,
    Gone,
    NotOurs,
}
