using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tender.Vault.Tests.Kit;

/// <summary>The tus protocol by hand, so that every header can be wrong.</summary>
internal sealed class Tus(Uri vault, string token) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = vault };

    internal async Task<HttpResponseMessage> CreateAsync(byte[] tenderRef, long length)
    {
        using var request = Request(HttpMethod.Post, "v1/uploads");
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        var name = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(tenderRef));
        request.Headers.Add("Upload-Metadata", "tenderRef " + Convert.ToBase64String(name));
        return await http.SendAsync(request);
    }

    internal async Task<string> NewAsync(byte[] tenderRef, long length)
    {
        using var response = await CreateAsync(tenderRef, length);
        response.EnsureSuccessStatusCode();
        return response.Headers.Location!.ToString().Split('/')[^1];
    }

    internal async Task<HttpResponseMessage> PatchAsync(
        string id,
        long offset,
        ReadOnlyMemory<byte> bytes,
        string? checksum = null
    )
    {
        using var request = Request(HttpMethod.Patch, $"v1/uploads/{id}");
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        if (checksum is not null)
        {
            request.Headers.TryAddWithoutValidation("Upload-Checksum", checksum);
        }

        request.Content = new ReadOnlyMemoryContent(bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        return await http.SendAsync(request);
    }

    internal static string ChecksumOf(ReadOnlySpan<byte> bytes) =>
        "sha256 " + Convert.ToBase64String(SHA256.HashData(bytes));

    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string version = "1.0.0")
    {
        using var request = Request(method, path, version);
        return await http.SendAsync(request);
    }

    internal async Task<long> OffsetAsync(string id)
    {
        using var response = await SendAsync(HttpMethod.Head, $"v1/uploads/{id}");
        response.EnsureSuccessStatusCode();
        return long.Parse(response.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    internal static async Task<string> CodeAsync(HttpResponseMessage response)
    {
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("code").GetString()!;
    }

    internal static int Status(HttpResponseMessage response) => (int)response.StatusCode;

    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path, string version = "1.0.0")
    {
        var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version11 };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Tus-Resumable", version);
        return request;
    }
}
