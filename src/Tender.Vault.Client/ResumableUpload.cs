using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Tender.Sealing;

namespace Tender.Vault.Client;

/// <summary>tus 1.0.0 client: pieces of 8 MiB with SHA-256 checksums; resumes where the vault says that bytes are durable.</summary>
public sealed class ResumableUpload
{
    /// <summary>Bytes of a piece.</summary>
    public const int PieceLength = 8 * 1024 * 1024;

    private const int MostTries = 8;
    private readonly VaultHttp vault;

    internal ResumableUpload(VaultHttp vault) => this.vault = vault;

    /// <summary>Opens an upload.</summary>
    /// <param name="tenderRef">32 bytes.</param>
    /// <param name="length">Length of the sealed file, bytes.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>The upload's id; keep it to resume after a crash.</returns>
    public async Task<string> CreateAsync(ReadOnlyMemory<byte> tenderRef, long length, CancellationToken cancel)
    {
        var metadata = "tenderRef " + Convert.ToBase64String(Encoding.ASCII.GetBytes(VaultClient.Hex(tenderRef)));
        using var response = await vault
            .SendAsync(
                HttpMethod.Post,
                "v1/uploads",
                null,
                request =>
                {
                    Tus(request);
                    request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
                    request.Headers.Add("Upload-Metadata", metadata);
                },
                cancel
            )
            .ConfigureAwait(false);
        var location =
            response.Headers.Location?.ToString() ?? throw new InvalidOperationException("An upload without address.");
        return location[(location.LastIndexOf('/') + 1)..];
    }

    /// <summary>What the vault says of an upload.</summary>
    public Task<UploadFacts> GetAsync(string id, CancellationToken cancel) =>
        vault.GetAsync<UploadFacts>($"v1/uploads/{id}", cancel);

    /// <summary>Sends what is missing. A broken connection is tried again from the durable offset; it may be called again after any failure.</summary>
    /// <param name="id">The upload.</param>
    /// <param name="file">The sealed file, seekable.</param>
    /// <param name="progress">Told the durable offset.</param>
    /// <param name="clock">For the pauses between tries.</param>
    /// <param name="cancel">Stops; what is durable stays.</param>
    public async Task<UploadFacts> SendAsync(
        string id,
        Stream file,
        IProgress<long>? progress,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(file);
        var piece = new byte[PieceLength];
        // Null: only the vault knows how far it came.
        long? offset = null;
        var tries = 0;
        while (offset is null || offset < file.Length)
        {
            try
            {
                if (offset is not { } durable)
                {
                    offset = await GetOffsetAsync(id, cancel).ConfigureAwait(false);
                    continue;
                }

                offset = await SendPieceAsync(id, file, durable, piece, cancel).ConfigureAwait(false);
                tries = 0;
                progress?.Report(offset.Value);
            }
            // 409: the piece before was stored although its answer was lost; 460: it was damaged on the way.
            catch (VaultProblemException problem)
                when ((problem.IsTransient || problem.Facts.Status is 409 or 460) && ++tries < MostTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 << tries), clock, cancel).ConfigureAwait(false);
                offset = null;
            }
        }

        return await GetAsync(id, cancel).ConfigureAwait(false);
    }

    private async Task<long> SendPieceAsync(string id, Stream file, long offset, byte[] piece, CancellationToken cancel)
    {
        file.Position = offset;
        var count = await file.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancel)
            .ConfigureAwait(false);
        using var content = new ByteArrayContent(piece, 0, count);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        var checksum = Convert.ToBase64String(SHA256.HashData(piece.AsSpan(0, count)));
        using var response = await vault
            .SendAsync(
                HttpMethod.Patch,
                $"v1/uploads/{id}",
                content,
                request =>
                {
                    Tus(request);
                    request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
                    request.Headers.Add("Upload-Checksum", "sha256 " + checksum);
                },
                cancel
            )
            .ConfigureAwait(false);
        return ReadOffset(response);
    }

    private async Task<long> GetOffsetAsync(string id, CancellationToken cancel)
    {
        using var response = await vault
            .SendAsync(HttpMethod.Head, $"v1/uploads/{id}", null, Tus, cancel)
            .ConfigureAwait(false);
        return ReadOffset(response);
    }

    private static long ReadOffset(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Upload-Offset", out var values)
        && long.TryParse(values.Single(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw new InvalidOperationException("An answer without offset.");

    private static void Tus(HttpRequestMessage request) => request.Headers.Add("Tus-Resumable", "1.0.0");
}
