using System.Text;
using System.Text.Json;
using CsCheck;
using Tender.Ledger.Receipts;
using Xunit;

namespace Tender.Ledger.Tests.Receipts;

public sealed class CanonicalJsonTests
{
    // RFC 8785, 3.2.2, 3.2.3 and appendix B.
    [Theory]
    [InlineData("{\"b\":1,\"a\":[true,null,\"x\"]}", "{\"a\":[true,null,\"x\"],\"b\":1}")]
    [InlineData("[1E30,4.50,2e-3,0.000000000000000000000000001]", "[1e+30,4.5,0.002,1e-27]")]
    [InlineData("[333333333.33333329]", "[333333333.3333333]")]
    [InlineData("[1e23,1e21,1e20,123e-7,1e-6]", "[1e+23,1e+21,100000000000000000000,0.0000123,0.000001]")]
    [InlineData("[-0,-0.0,0]", "[0,0,0]")]
    [InlineData("[9007199254740992,-9007199254740992]", "[9007199254740992,-9007199254740992]")]
    [InlineData("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\"", "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"")]
    [InlineData(
        "{\"\\u20ac\":1,\"\\r\":2,\"1\":3,\"\\ud83d\\ude02\":4,\"ö\":5}",
        "{\"\\r\":2,\"1\":3,\"ö\":5,\"€\":1,\"😂\":4}"
    )]
    [InlineData(" { } ", "{}")]
    [InlineData("[ ]", "[]")]
    public void Canonicalise_Text_IsTheOneOfTheRfc(string text, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Canonicalise(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("[9007199254740993]")]
    [InlineData("[1e400]")]
    [InlineData("[\"\\ud83d\"]")]
    [InlineData("{}{}")]
    [InlineData("")]
    [InlineData("[1,]")]
    public void Canonicalise_AmbiguousText_IsRefused(string text) =>
        Assert.Equal(
            LedgerFormatError.Json,
            Assert.Throws<LedgerFormatException>(() => CanonicalJson.Canonicalise(Encoding.UTF8.GetBytes(text))).Kind
        );

    [Fact]
    public void Canonicalise_NotUtf8_IsRefused() =>
        Assert.Throws<LedgerFormatException>(() => CanonicalJson.Canonicalise("\"\xff\""u8[..1]));

    [Fact]
    public void Canonicalise_AnyNumber_ReadsBackEqual() =>
        Gen
            .Double.Where(double.IsFinite)
            .Sample(
                number =>
                {
                    var text = CanonicalJson.Write(JsonSerializer.SerializeToElement(number));
                    return JsonSerializer.Deserialize<double>(text) == number && CanonicalJson.IsCanonical(text);
                },
                iter: 20_000
            );

    [Fact]
    public void Canonicalise_Twice_ChangesNothing() =>
        Gen.Dictionary(Gen.String, Gen.Int)
            .Sample(
                members =>
                {
                    var text = JsonSerializer.SerializeToUtf8Bytes(members);
                    return CanonicalJson.IsCanonical(CanonicalJson.Canonicalise(text));
                },
                iter: 500
            );
}
