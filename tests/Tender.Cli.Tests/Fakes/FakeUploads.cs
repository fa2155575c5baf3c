using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Tender.Sealing;

namespace Tender.Cli.Tests;

/// <summary>tus as the vault speaks it.</summary>
internal sealed class FakeUploads
{
    private readonly Dictionary<string, (long Length, List<byte> Bytes)> uploads = [];

    public SealedFileHasher? Find(byte[] treeRoot) =>
        uploads.Values.Select(Read).FirstOrDefault(h => h?.Root().AsSpan().SequenceEqual(treeRoot) ?? false);

    public HttpResponseMessage Answer(HttpRequestMessage request, byte[] body)
    {
        if (request.Method == HttpMethod.Post)
            return Create(long.Parse(Header(request, "Upload-Length"), CultureInfo.InvariantCulture));
        var id = request.RequestUri!.Segments[^1];
        if (!uploads.TryGetValue(id, out var upload))
            return FakeVault.Problem(HttpStatusCode.NotFound, "ET-3404", "没有这个上传。", "No such upload.");
        if (request.Method == HttpMethod.Get)
            return FakeVault.Json(Facts(id, upload));
        if (request.Method == HttpMethod.Patch)
        {
            if (Header(request, "Upload-Offset") != upload.Bytes.Count.ToString(CultureInfo.InvariantCulture))
                return FakeVault.Problem(HttpStatusCode.Conflict, "ET-3011", "偏移不对。", "Wrong offset.");
            if (Header(request, "Upload-Checksum") != "sha256 " + Convert.ToBase64String(SHA256.HashData(body)))
                return FakeVault.Problem((HttpStatusCode)460, "ET-3012", "校验和不对。", "Wrong checksum.");
            upload.Bytes.AddRange(body);
        }

        var answer = new HttpResponseMessage(HttpStatusCode.NoContent);
        answer.Headers.Add("Upload-Offset", upload.Bytes.Count.ToString(CultureInfo.InvariantCulture));
        return answer;
    }

    public HttpResponseMessage File(string root)
    {
        var found = uploads.Values.FirstOrDefault(u => Read(u)?.Root() is { } r && Convert.ToHexStringLower(r) == root);
        return found.Bytes is null
            ? FakeVault.Problem(HttpStatusCode.NotFound, "ET-3404", "没有这个文件。", "No such file.")
            : new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([.. found.Bytes]) };
    }

    private HttpResponseMessage Create(long length)
    {
        var id = $"{uploads.Count + 1:x32}";
        uploads[id] = (length, []);
        var answer = new HttpResponseMessage(HttpStatusCode.Created);
        answer.Headers.Location = new Uri($"/v1/uploads/{id}", UriKind.Relative);
        return answer;
    }

    private static UploadFacts Facts(string id, (long Length, List<byte> Bytes) upload)
    {
        var read = Read(upload);
        return new UploadFacts
        {
            Id = id,
            Length = upload.Length,
            Offset = upload.Bytes.Count,
            State = read is null ? UploadState.Receiving : UploadState.Stored,
            HeaderHash = read?.Header!.Hash(),
            TreeRoot = read?.Root(),
            LeafCount = read?.Header!.LeafCount,
        };
    }

    private static SealedFileHasher? Read((long Length, List<byte> Bytes) upload)
    {
        if (upload.Bytes.Count < upload.Length)
            return null;
        var hasher = new SealedFileHasher();
        hasher.Append([.. upload.Bytes]);
        return hasher;
    }

    private static string Header(HttpRequestMessage request, string name) => request.Headers.GetValues(name).Single();
}
