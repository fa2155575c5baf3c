using CsCheck;
using Tender.Ledger.Evm;
using Xunit;

namespace Tender.Ledger.Tests.Evm;

public class HexTests
{
    [Fact]
    public void Decode_AnyBytes_AreThoseEncoded() =>
        Gen.Byte.Array.Sample(bytes =>
            Hex.Decode(Hex.Encode(bytes)).SequenceEqual(bytes)
            && Hex.DecodeData(Hex.EncodeData(bytes)).SequenceEqual(bytes)
        );

    [Theory]
    [InlineData("0a0", 3)]
    [InlineData("0A", 1)]
    [InlineData("0x0a", 1)]
    [InlineData("zz", 0)]
    public void Decode_OtherSpelling_IsRefusedWithOffset(string text, long offset)
    {
        var refused = Assert.Throws<LedgerFormatException>(() => Hex.Decode(text));
        Assert.Equal((LedgerFormatError.Hex, offset), (refused.Kind, refused.Offset));
    }

    [Fact]
    public void Decode_OtherLength_IsRefused() =>
        Assert.Equal(LedgerFormatError.Hex, Assert.Throws<LedgerFormatException>(() => Hex.Decode("0a0b", 3)).Kind);

    [Theory]
    [InlineData("0x0", 0)]
    [InlineData("0xff", 255)]
    [InlineData("0x00ff", 255)]
    public void DecodeQuantity_ZerosInFront_AreTaken(string text, ulong value)
    {
        Assert.Equal(value, Hex.DecodeUInt64(text));
        Assert.Equal(value, Hex.DecodeUInt64(Hex.EncodeQuantity(value)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("12")]
    [InlineData("0x10000000000000000")]
    [InlineData("0x-1")]
    public void DecodeUInt64_NoQuantity_IsRefused(string text) =>
        Assert.Equal(LedgerFormatError.Hex, Assert.Throws<LedgerFormatException>(() => Hex.DecodeUInt64(text)).Kind);
}
