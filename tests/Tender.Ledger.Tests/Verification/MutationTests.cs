using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Ledger.Receipts;
using Tender.Ledger.Verification;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

/// <summary>Whatever arrives, a parser of this library answers with a value or with its one typed refusal, and a verifier with a verdict.</summary>
public sealed class MutationTests
{
    private static readonly TrustFile Trust = TrustFile.Parse(Bytes("dev/trust.json"));

    private static readonly OfflineReceipt Receipt = OfflineReceipt.Parse(Bytes("dev/receipt.json"));

    public static TheoryData<string> Texts => ["receipt", "trust", "tender-proof", "audit", "record"];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_BytesMutated_IsRefusedOrTheSame(string kind) =>
        Mutations.AreRefusedOrSame<LedgerFormatException>(await SamplesAsync(kind), b => Rewritten(kind, b));

    /// <summary>The texts stay canonical and a receipt's digest right, so that every later rule is reached.</summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_ValuesMutated_IsRefusedOrTheSame(string kind) =>
        Mutations.AreRefusedOrSame<LedgerFormatException>(
            await SamplesAsync(kind),
            b => Rewritten(kind, b),
            (good, seed) => Mended(kind, Mutations.Json(good, seed))
        );

    [Fact]
    public void SignedTrustFile_Mutated_IsRefusedOrOpened() =>
        Mutations.AreRefusedOrSame<LedgerFormatException>(
            [Bytes("dev/trust.p7")],
            b => TrustFile.Open(b) is null ? [] : b
        );

    [Fact]
    public void Rlp_Mutated_IsRefusedOrTheSame() =>
        Mutations.AreRefusedOrSame<LedgerFormatException>(
            [Receipt.Chain.Block.HeaderRlp, .. Receipt.Chain.AccountProof, .. Receipt.Chain.StorageProof],
            b => Rlp.Encode(Rlp.Decode(b))
        );

    [Fact]
    public void BlockHeader_Mutated_IsRefusedOrTheSame() =>
        Mutations.AreRefusedOrSame<LedgerFormatException>([Receipt.Chain.Block.HeaderRlp, QbftHeader()], HeaderOf);

    [Fact]
    public void QbftExtraData_Mutated_IsRefusedOrTheSame() =>
        Mutations.AreRefusedOrSame<LedgerFormatException>(
            [BlockHeader.Parse(QbftHeader()).ExtraData],
            b =>
            {
                var read = QbftExtraData.Parse(b);
                _ = (read.Vote, read.EncodeForHash(), read.EncodeForSeals());
                return read.Encode();
            }
        );

    /// <summary>A trie's nodes hang together by hashes, so a changed one is looked at only as the root of its own.</summary>
    [Fact]
    public void TrieNodes_Mutated_AreNeverAnError() =>
        Mutations.AreRefusedOrSame<LedgerFormatException>(
            [.. Receipt.Chain.AccountProof],
            b =>
            {
                var key = Keccak256.Hash(Receipt.Chain.AnchorLog);
                _ = MerklePatricia.Read(Keccak256.Hash(b), key, [b]);
                return b;
            }
        );

    [Fact]
    public void Receipt_Mutated_HasAVerdict()
    {
        var verifier = new ReceiptVerifier(Trust);
        foreach (var (seed, text) in Mutations.Of([Receipt.Write()], Mutations.Json))
            Assert.True(verifier.Verify(Mended("receipt", text)).ExitCode is >= 0 and <= 5, $"seed {seed}");
    }

    [Fact]
    public void Audit_Mutated_HasAVerdict()
    {
        var verifier = new AuditVerifier(Trust);
        foreach (var (seed, text) in Mutations.Of([Bytes("dev/audit.json")], Mutations.Json))
            Assert.True(verifier.Verify(Mended("audit", text)).Report.ExitCode is >= 0 and <= 5, $"seed {seed}");
    }

    [Fact]
    public async Task Bundle_BytesMutated_IsRefused()
    {
        byte[][] good = [Bytes("dev/opening-party.zip"), Bytes("dev/opening-public.zip")];
        foreach (var (seed, copy) in Mutations.Of(good))
            Assert.True(!await IsReadAsync(copy) || good.Any(g => g.AsSpan().SequenceEqual(copy)), $"seed {seed}");
    }

    /// <summary>A liar mends the manifest: one entry of the bundle is another, and the container fits.</summary>
    [Theory]
    [InlineData("dev/opening-party.zip")]
    [InlineData("phases/opening-public.zip")]
    public async Task Bundle_OneEntryMutated_HasAVerdict(string file)
    {
        var entries = await Rezipped.EntriesAsync(Bytes(file));
        var verifier = new BundleVerifier(Trust);
        byte[][] places = [.. Enumerable.Range(0, entries.Count).Select(i => new[] { (byte)i })];
        foreach (var (seed, entry) in Mutations.Of(places, (all, seed) => all[(int)(seed % (ulong)all.Count)]))
        {
            var (name, content) = entries[entry[0]];
            var mended = entries.Select((e, i) => i == entry[0] ? Changed(name, content, seed) : e).ToList();
            using var zip = new MemoryStream(await Rezipped.OfAsync(mended));
            var report = await verifier.VerifyAsync(zip);
            Assert.True(report.ExitCode is >= 0 and <= 5, $"seed {seed}, {name}: {report.Verdict}");
        }
    }

    private static (string Name, byte[] Content) Changed(string name, byte[] content, ulong seed)
    {
        if (name.StartsWith("receipts/", StringComparison.Ordinal))
            return (name, Mended("receipt", Mutations.Json([content], seed)));
        if (name.EndsWith(".json", StringComparison.Ordinal))
            return (name, Mended(name, Mutations.Json([content], seed)));
        var changed = Mutations.Bytes([content], seed);
        return name.StartsWith("headers/", StringComparison.Ordinal)
            ? (BundleNames.Header(SHA256.HashData(changed)), changed)
            : (name, changed);
    }

    private static async Task<bool> IsReadAsync(byte[] copy)
    {
        try
        {
            using var zip = new MemoryStream(copy);
            await OpeningBundle.ReadAsync(zip);
            return true;
        }
        catch (LedgerFormatException)
        {
            return false;
        }
    }

    // A text that cannot be made canonical stays as it is: it is refused there.
    private static byte[] Mended(string kind, byte[] text)
    {
        try
        {
            var canonical = CanonicalJson.Canonicalise(text);
            if (kind != "receipt" || JsonNode.Parse(canonical) is not JsonObject members)
                return canonical;
            members["digest"] = "";
            var digest = SHA256.HashData(CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(members)));
            members["digest"] = Hex.Encode(digest);
            return CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(members));
        }
        catch (LedgerFormatException)
        {
            return text;
        }
    }

    private static byte[] Rewritten(string kind, byte[] text) =>
        kind switch
        {
            "receipt" => OfflineReceipt.Parse(text).Write(),
            "trust" => TrustFile.Parse(text).Write(),
            "tender-proof" => TenderProof.Parse(text).Write(),
            "audit" => AuditFile.Parse(text).Write(),
            _ => OpeningRecord.Parse(text).Write(),
        };

    private static async Task<IReadOnlyList<byte[]>> SamplesAsync(string kind) =>
        kind switch
        {
            "record" => [(await Rezipped.EntriesAsync(Bytes("dev/opening-party.zip"))).Single(IsRecord).Content],
            "audit" => [Bytes("dev/audit.json"), Bytes("omitted/audit.json")],
            _ => [Bytes($"dev/{kind}.json"), Bytes($"qbft/{kind}.json")],
        };

    private static bool IsRecord((string Name, byte[] Content) entry) => entry.Name == "records/1.json";

    private static byte[] QbftHeader() => OfflineReceipt.Parse(Bytes("qbft/receipt.json")).Chain.Block.HeaderRlp;

    private static byte[] HeaderOf(byte[] rlp)
    {
        var header = BlockHeader.Parse(rlp);
        if (QbftExtraData.IsQbft(header.ExtraData))
            _ = header.QbftHash();
        return header.Rlp.ToArray();
    }

    private static byte[] Bytes(string file) => OwnVectors.Bytes($"ledger/{file}");
}
