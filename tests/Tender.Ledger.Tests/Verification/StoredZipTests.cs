using System.IO.Compression;
using System.Text;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

public sealed class StoredZipTests
{
    [Fact]
    public async Task Write_Entries_AnyZipProgramReadsThem()
    {
        using var zip = new MemoryStream(await WriteAsync(("a.json", "{}"), ("b/c.bin", "xyz"), ("empty", "")));
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
        Assert.Equal(["a.json", "b/c.bin", "empty"], archive.Entries.Select(e => e.FullName));
        using var reader = new StreamReader(archive.Entries[1].Open());
        Assert.Equal("xyz", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Read_Written_GivesThemBack()
    {
        using var zip = new MemoryStream(await WriteAsync(("a.json", "{}"), ("b/c.bin", "xyz")));
        var entries = await new StoredZipReader(zip).ReadAsync(default);
        Assert.Equal(
            [("a.json", "{}"), ("b/c.bin", "xyz")],
            entries.Select(e => (e.Name, Encoding.ASCII.GetString(e.Content)))
        );
    }

    [Fact]
    public async Task Read_EveryBitFlipped_IsRefused()
    {
        var good = await WriteAsync(("a.json", "{}"), ("b/c.bin", "xyz"), ("empty", ""));
        for (var bit = 0; bit < good.Length * 8; bit++)
        {
            var bent = (byte[])good.Clone();
            bent[bit / 8] ^= (byte)(1 << bit % 8);
            await RefusedAsync(bent);
        }
    }

    [Theory]
    [InlineData("../a")]
    [InlineData("/a")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("A")]
    [InlineData("a\\b")]
    [InlineData("")]
    [InlineData("名")]
    public async Task Write_OddName_IsRefused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync((name, "")));

    [Fact]
    public async Task Read_OddOrDoubledName_IsRefused()
    {
        var good = await WriteAsync(("ab", "x"), ("ac", "x"));
        // Local header, then "ab": the second letter makes a doubled, an upper-case or a dotted name.
        foreach (var letter in "cB/."u8.ToArray())
        {
            var bent = (byte[])good.Clone();
            bent[31] = letter;
            await RefusedAsync(bent);
        }
    }

    [Theory]
    [InlineData(8)]
    [InlineData(22)]
    public async Task Read_CompressedOrSwollen_IsRefused(int field)
    {
        var bent = await WriteAsync(("a", "x"));
        bent[field] = 0x08;
        bent[field + 3] = 0x7f;
        await RefusedAsync(bent);
    }

    [Fact]
    public async Task Read_OrdinaryZip_IsRefused()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("a.json").Open();
            entry.Write("{}"u8);
        }

        await RefusedAsync(zip.ToArray());
    }

    private static async Task RefusedAsync(byte[] bytes)
    {
        using var zip = new MemoryStream(bytes);
        var refusal = await Assert.ThrowsAsync<LedgerFormatException>(() =>
            new StoredZipReader(zip).ReadAsync(default)
        );
        Assert.Equal(LedgerFormatError.Bundle, refusal.Kind);
    }

    private static async Task<byte[]> WriteAsync(params (string Name, string Content)[] entries)
    {
        using var output = new MemoryStream();
        var writer = new StoredZipWriter(output);
        foreach (var (name, content) in entries)
            await writer.WriteAsync(name, Encoding.UTF8.GetBytes(content), default);
        await writer.CompleteAsync(default);
        return output.ToArray();
    }
}
