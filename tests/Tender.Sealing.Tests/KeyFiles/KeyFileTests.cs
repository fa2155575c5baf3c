using System.Text;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class KeyFileTests
{
    private const string Password = "保密的 Kennwort é 7";
    private static readonly KeyFileContent Content = Make();
    private static readonly byte[] Written = KeyFile.Write(Content, Password, new SeededRandom(91));

    [Fact]
    public void Read_WithThePassword_GivesWhatWasWritten()
    {
        var read = KeyFile.Read(Written, Password);
        Assert.Equal(WireJson.Write(Content), WireJson.Write(read));
    }

    [Fact]
    public void Read_WithThePasswordInAnotherUnicodeForm_Opens()
    {
        var read = KeyFile.Read(Written, Password.Normalize(NormalizationForm.FormD));
        Assert.Equal(Content.BidNonce, read.BidNonce);
    }

    [Fact]
    public void Read_WithAWrongPassword_IsRefused() => AssertRefused(Written, SealingError.Password, Password + " ");

    [Fact]
    public void Read_WithAnAlteredByte_IsRefused()
    {
        var text = Encoding.UTF8.GetString(Written);
        var place = text.IndexOf("\"sealed\":\"", StringComparison.Ordinal) + 20;
        AssertRefused(Replace(text, place, text[place] == 'A' ? 'B' : 'A'), SealingError.Password);
        place = text.IndexOf("\"salt\":\"", StringComparison.Ordinal) + 8;
        AssertRefused(Replace(text, place, text[place] == '0' ? '1' : '0'), SealingError.Password);
        AssertRefused(Replace(text, "600000", "600001"), SealingError.Password);
    }

    [Theory]
    [InlineData("\"v\":1", "\"v\":2", SealingError.Version)]
    [InlineData("600000", "599999", SealingError.Value)]
    [InlineData("600000", "10000001", SealingError.Value)]
    [InlineData("SHA256", "SHA512", SealingError.Value)]
    [InlineData("\"iv\":\"", "\"iv\":\"00", SealingError.Value)]
    [InlineData("\"iv\":\"", "\"iv\":\"0", SealingError.Json)]
    [InlineData("{", "{\"w\":1,", SealingError.Member)]
    [InlineData("{", "{\"v\":1,", SealingError.Member)]
    [InlineData("\"v\":1,", "", SealingError.Member)]
    [InlineData("{", "", SealingError.Json)]
    [InlineData("}", "}}", SealingError.Json)]
    [InlineData("600000", "\"600000\"", SealingError.Json)]
    public void Read_AnotherFrame_IsRefused(string old, string changed, SealingError expected) =>
        AssertRefused(Replace(Encoding.UTF8.GetString(Written), old, changed), expected);

    [Fact]
    public void Read_AVeryLongFile_IsRefusedUnread() =>
        AssertRefused(new byte[KeyFile.LongestFile + 1], SealingError.Value);

    [Theory]
    [InlineData(2, 1, 32, SealingError.Version)]
    [InlineData(1, 2, 32, SealingError.Suite)]
    [InlineData(1, 1, 31, SealingError.Value)]
    public void Read_ContentOfAnotherShape_IsRefused(int version, int suite, int nonce, SealingError expected)
    {
        var content = Content with { V = version, Suite = suite, BidNonce = new byte[nonce] };
        AssertRefused(KeyFile.Write(content, Password, new SeededRandom(1)), expected);
    }

    [Fact]
    public void Write_WithTheFrozenChance_GivesTheFrozenFile()
    {
        Frozen.AssertBytes("sbid1/keyfile.sbidkey", Written);
        Frozen.AssertJson(
            "sbid1/keyfile.json",
            new
            {
                V = 1,
                Password,
                Content = Encoding.UTF8.GetString(WireJson.Write(Content)),
                File = "keyfile.sbidkey",
            }
        );
    }

    private static void AssertRefused(byte[] file, SealingError expected, string password = Password) =>
        Assert.Equal(expected, Assert.Throws<SealingException>(() => KeyFile.Read(file, password)).Kind);

    private static byte[] Replace(string text, string old, string changed)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        var place = text.IndexOf(old, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text[..place] + changed + text[(place + old.Length)..]);
    }

    private static byte[] Replace(string text, int place, char changed) =>
        Encoding.UTF8.GetBytes(text[..place] + changed + text[(place + 1)..]);

    private static KeyFileContent Make()
    {
        var random = new SeededRandom(90);
        return new KeyFileContent
        {
            V = 1,
            Suite = 1,
            TenderRef = random.Bytes(32),
            Lot = random.NewId(),
            KeySetId = random.Bytes(32),
            OrgCode = "91370100MA3TEST012",
            BidNonce = random.Bytes(32),
            Files =
            [
                new KeyFileEntry
                {
                    HeaderHash = random.Bytes(32),
                    TreeRoot = random.Bytes(32),
                    FileSize = 548,
                    LeafCount = 2,
                    Parts = [new KeyFilePart { PartId = 1, Secret = random.Bytes(32) }],
                },
            ],
            Submissions =
            [
                new KeyFileSubmission
                {
                    IdempotencyKey = random.Bytes(16),
                    Statement = random.Bytes(100),
                    Receipt = null,
                    ReceiptNo = null,
                    OfflineReceipt = null,
                },
            ],
        };
    }
}
