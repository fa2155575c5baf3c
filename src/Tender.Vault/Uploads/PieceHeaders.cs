using System.Globalization;
using Tender.Vault.Faults;

namespace Tender.Vault.Uploads;

/// <summary>Reads the headers of a tus PATCH.</summary>
internal static class PieceHeaders
{
    /// <exception cref="RefusedException">ET-3020: a header is missing or wrong.</exception>
    internal static Piece Read(HttpRequest request)
    {
        if (request.ContentType != "application/offset+octet-stream")
        {
            throw new RefusedException(VaultFaults.BadUpload);
        }

        return long.TryParse(
            request.Headers["Upload-Offset"].ToString(),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var offset
        )
            ? new Piece(
                offset,
                request.ContentLength,
                ReadChecksum(request.Headers["Upload-Checksum"].ToString()),
                request.Body
            )
            : throw new RefusedException(VaultFaults.BadUpload);
    }

    private static byte[]? ReadChecksum(string header)
    {
        if (header.Length == 0)
        {
            return null;
        }

        var checksum = new byte[33];
        return
            header.Split(' ') is ["sha256", { Length: <= 48 } value]
            && Convert.TryFromBase64String(value, checksum, out var count)
            && count == 32
            ? checksum[..32]
            : throw new RefusedException(VaultFaults.BadUpload);
    }
}
