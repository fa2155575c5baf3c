using System.Text;
using Microsoft.AspNetCore.Http;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Faults;
using Tender.Vault.Uploads;
using Xunit;

namespace Tender.Vault.Tests.Uploads;

/// <summary>Whatever stands in the headers of an upload, it is read or refused by its code.</summary>
public sealed class HeaderMutationTests
{
    private static readonly byte[] Hash = new SeededRandom(61).Bytes(32);

    [Fact]
    public void Offset_Mutated_IsRefusedOrANumber() =>
        Mutations.AreRefusedOrSame<RefusedException>(
            [.. Texts("0", "262144", "9223372036854775807")],
            b => Read(b, "") is { Offset: >= 0 } ? b : []
        );

    [Fact]
    public void Checksum_Mutated_IsRefusedOrAHash() =>
        Mutations.AreRefusedOrSame<RefusedException>(
            [.. Texts("", $"sha256 {Convert.ToBase64String(Hash)}")],
            b => Read([.. "0"u8], Encoding.Latin1.GetString(b)) is { Checksum: null or { Length: 32 } } ? b : []
        );

    [Fact]
    public void Metadata_Mutated_IsRefusedOrNamesASection()
    {
        var name = Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Hash)));
        Mutations.AreRefusedOrSame<RefusedException>(
            [.. Texts($"tenderRef {name}", $"filename YS5wZGY=, tenderRef {name},empty")],
            b => CreateUpload.ReadTenderRef(Encoding.Latin1.GetString(b)) is { Length: 32 } ? b : []
        );
    }

    private static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(Encoding.Latin1.GetBytes);

    private static Piece Read(byte[] offset, string checksum)
    {
        var request = new DefaultHttpContext().Request;
        request.ContentType = "application/offset+octet-stream";
        request.Headers["Upload-Offset"] = Encoding.Latin1.GetString(offset);
        request.Headers["Upload-Checksum"] = checksum;
        return PieceHeaders.Read(request);
    }
}
