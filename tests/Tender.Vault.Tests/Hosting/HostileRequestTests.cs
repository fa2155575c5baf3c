using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Hosting;

/// <summary>Requests that no honest client makes, byte by byte over a socket (T10, T11): refused at once, and the vault goes on.</summary>
public sealed class HostileRequestTests(VaultFixture vault) : IClassFixture<VaultFixture>, IAsyncLifetime
{
    private string token = "";

    public async Task InitializeAsync() => token = (await vault.NewBidder().SessionAsync()).Facts.Token;

    public async Task DisposeAsync()
    {
        // Whatever was sent: the next honest caller is served.
        var session = await vault.NewBidder().SessionAsync();
        Assert.Empty(await session.GetSubmissionsAsync(vault.Tender, default));
    }

    /// <summary>Status and code of the answer; the code is empty where the server refused before it knew what was asked.</summary>
    private async Task<(int Status, string Code)> SendAsync(string head, byte[]? body = null)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(vault.Kit.Address.Host, vault.Kit.Address.Port);
        var stream = socket.GetStream();
        var text = $"{head}\nHost: {vault.Kit.Address.Authority}\nConnection: close\n\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")));
        await stream.WriteAsync(body ?? []);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var status = int.Parse((await reader.ReadLineAsync())!.Split(' ')[1], CultureInfo.InvariantCulture);
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length: ", StringComparison.Ordinal))
            {
                length = int.Parse(header[16..], CultureInfo.InvariantCulture);
            }
        }

        if (length == 0 || head.StartsWith("HEAD", StringComparison.Ordinal))
        {
            return (status, "");
        }

        // Not to the end of the connection: a server that refuses a body may still wait for its bytes.
        var answer = new char[length];
        await reader.ReadBlockAsync(answer);
        return (status, CodeOf(Encoding.Latin1.GetBytes(answer)));
    }

    private static string CodeOf(byte[] body)
    {
        using var problem = JsonDocument.Parse(body);
        Assert.NotEmpty(problem.RootElement.GetProperty("zh").GetString()!);
        Assert.NotEmpty(problem.RootElement.GetProperty("en").GetString()!);
        return problem.RootElement.GetProperty("code").GetString()!;
    }

    private string Authorization => $"Authorization: Bearer {token}";

    [Fact]
    public async Task Header_OverTheLimit_Is431() =>
        Assert.Equal(431, (await SendAsync($"GET /v1/time HTTP/1.1\nX-Long: {new string('a', 40_000)}")).Status);

    [Fact]
    public async Task Headers_TooMany_Is431()
    {
        var many = string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"X-{i}: 1"));
        Assert.Equal(431, (await SendAsync($"GET /v1/time HTTP/1.1\n{many}")).Status);
    }

    [Fact]
    public async Task Line_OverTheLimit_Is414() =>
        Assert.Equal(414, (await SendAsync($"GET /v1/time?{new string('a', 10_000)} HTTP/1.1")).Status);

    [Fact]
    public async Task Line_ThatIsNone_Is400() => Assert.Equal(400, (await SendAsync("\u0001\u0002 nonsense")).Status);

    [Fact]
    public async Task Length_OverTheLimitOfAPiece_Is413InWords()
    {
        var id = await UploadAsync(1_000_000);
        Assert.Equal((413, "ET-3022"), await SendAsync(Patch(id, "Content-Length: 100000000")));
    }

    [Fact]
    public async Task Length_OverTheDeclaredOne_Is413InWords()
    {
        var id = await UploadAsync(1000);
        Assert.Equal((413, "ET-3022"), await SendAsync(Patch(id, "Content-Length: 1001"), new byte[1001]));
    }

    [Fact]
    public async Task Chunks_OverTheDeclaredLength_Are413AndChangeNothing()
    {
        var id = await UploadAsync(1000);
        var body = Encoding.ASCII.GetBytes($"800\r\n{new string('x', 0x800)}\r\n0\r\n\r\n");
        Assert.Equal((413, "ET-3022"), await SendAsync(Patch(id, "Transfer-Encoding: chunked"), body));
        using var tus = new Tus(vault.Kit.Address, token);
        Assert.Equal(0, await tus.OffsetAsync(id));
    }

    [Theory]
    [InlineData("POST /v1/submissions", "application/pkcs7-mime", 70_000)]
    [InlineData("POST /v1/submissions", "application/pkcs7-mime", 9_000_000)]
    [InlineData("POST /v1/tenders", "application/pkcs7-mime", 70_000)]
    [InlineData("POST /v1/sessions", "application/json", 70_000)]
    [InlineData("POST /v1/sessions/challenges", "application/json", 70_000)]
    [InlineData("POST /v1/relay", "application/json", 70_000)]
    public async Task Body_OverTheLimit_Is413InWords(string line, string type, int length)
    {
        var head = $"{line} HTTP/1.1\n{Authorization}\nContent-Type: {type}\nIdempotency-Key: {TestBidder.NewKey()}";
        Assert.Equal((413, "ET-3022"), await SendAsync($"{head}\nContent-Length: {length}"));
        var chunk = Encoding.ASCII.GetBytes($"{length:x}\r\n{new string(' ', length)}\r\n0\r\n\r\n");
        if (length < 100_000)
        {
            Assert.Equal((413, "ET-3022"), await SendAsync($"{head}\nTransfer-Encoding: chunked", chunk));
        }
    }

    [Theory]
    [InlineData("{\"binding\":" + "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}")]
    [InlineData("{\"binding\":\"00\",\"binding\":\"00\"}")]
    [InlineData("{\"binding\":\"\\ud800\"}")]
    public async Task Json_ThatTriesTheParser_Is400InWords(string body) =>
        Assert.Equal(
            (400, "ET-3400"),
            await SendAsync(
                $"POST /v1/sessions/challenges HTTP/1.1\nContent-Type: application/json\nContent-Length: {body.Length}",
                Encoding.ASCII.GetBytes(body)
            )
        );

    [Theory]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("DELETE", "/v1/submissions", 405)]
    [InlineData("PUT", "/v1/tenders", 405)]
    [InlineData("TRACE", "/v1/time", 405)]
    public async Task Call_ThatDoesNotExist_IsRefusedInWords(string verb, string path, int status)
    {
        var (told, code) = await SendAsync($"{verb} {path} HTTP/1.1\nX-HTTP-Method-Override: GET\nContent-Length: 0");
        Assert.Equal((status, status == 404 ? "ET-3404" : "ET-3400"), (told, code));
    }

    public static TheoryData<string> Tricks =>
        [
            "..%2f..%2fetc%2fpasswd",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..%5c..%5cetc",
            "%00",
            "a%00b",
            "%0d%0aX-Injected:1",
            "%c0%ae%c0%ae",
            "%ff",
            "CON",
            ".probe",
            "~",
            "*",
            "'%20or%20'1'='1",
            "%24(id)",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "0000000000000000000000000000000g",
            "%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%90%EF%BC%90",
            "-1",
            "99999999999999999999999999999999999999",
        ];

    /// <summary>Every place of every route where a name stands.</summary>
    private static readonly string[] Places =
    [
        "GET /v1/tenders/{0}",
        "GET /v1/tenders/{0}/set",
        "GET /v1/tenders/{0}/set/headers",
        "GET /v1/keysets/{0}",
        "HEAD /v1/uploads/{0}",
        "GET /v1/uploads/{0}",
        "DELETE /v1/uploads/{0}",
        "GET /v1/submissions/{0}",
        "GET /v1/submissions?tenderRef={0}",
        "GET /v1/files/{0}",
        "GET /v1/openings/{0}",
        "GET /v1/openings/{0}/bundle",
        "GET /v1/openings/{1}/parts/{0}/1",
        "GET /v1/openings/{1}/parts/{1}/{0}",
        "GET /v1/pools/{0}/round1",
    ];

    [Theory]
    [MemberData(nameof(Tricks))]
    public async Task Name_WithATrick_NamesNothing(string trick)
    {
        var files = Files();
        foreach (var place in Places)
        {
            var line = string.Format(CultureInfo.InvariantCulture, place, trick, new string('0', 64));
            var (status, code) = await SendAsync($"{line} HTTP/1.1\n{Authorization}\nTus-Resumable: 1.0.0");
            Assert.True(status is 400 or 403 or 404, $"{line}: {status}");
            // An answer to HEAD has no body, and Kestrel itself refuses what is no UTF-8.
            Assert.True(
                code is "ET-3404" or "ET-3400" or "ET-3019" || code == "" && (status == 400 || place[0] == 'H'),
                $"{line}: {code}"
            );
        }

        Assert.Equal(files, Files());
    }

    [Theory]
    [InlineData("tenderRef Li4vLi4vZXRjL3Bhc3N3ZA==")]
    [InlineData("tenderRef")]
    [InlineData("filename Li4vLi4v")]
    [InlineData("tenderRef AAAA,tenderRef AAAA")]
    [InlineData(",,,,,,")]
    public async Task Metadata_WithATrick_MakesNoUpload(string metadata)
    {
        var files = Files();
        var (status, code) = await SendAsync(
            $"POST /v1/uploads HTTP/1.1\n{Authorization}\nTus-Resumable: 1.0.0\nUpload-Length: 10\nUpload-Metadata: {metadata}\nContent-Length: 0"
        );
        Assert.Equal((400, "ET-3020"), (status, code));
        Assert.Equal(files, Files());
    }

    private List<string> Files() =>
        [
            .. Directory
                .EnumerateFileSystemEntries(vault.Kit.Folder["files"], "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal),
        ];

    private async Task<string> UploadAsync(long length)
    {
        using var tus = new Tus(vault.Kit.Address, token);
        return await tus.NewAsync(vault.Tender, length);
    }

    private string Patch(string id, string length) =>
        $"PATCH /v1/uploads/{id} HTTP/1.1\n{Authorization}\nTus-Resumable: 1.0.0\nUpload-Offset: 0\n"
        + $"Content-Type: application/offset+octet-stream\n{length}";
}
