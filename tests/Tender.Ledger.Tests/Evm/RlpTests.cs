using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tender.Ledger.Evm;
using Xunit;

namespace Tender.Ledger.Tests.Evm;

public class RlpTests
{
    [SkippableFact]
    public void Encode_EthereumVectors_AreEqualBothWays()
    {
        var cases = JsonVectors.Read("rlp/rlptest.json").EnumerateObject().ToList();
        Assert.Equal(28, cases.Count);
        Assert.All(
            cases,
            c =>
            {
                var encoded = Hex.DecodeData(c.Value.Text("out"));
                Assert.Equal(encoded, Rlp.Encode(ReadItem(c.Value.GetProperty("in"))));
                Assert.Equal(encoded, Rlp.Encode(Rlp.Decode(encoded)));
            }
        );
    }

    [SkippableFact]
    public void Encode_EthersVectors_AreEqualBothWays()
    {
        var cases = JsonVectors.Read("rlp/ethers_rlp.json.gz").EnumerateArray().ToList();
        Assert.Equal(61, cases.Count);
        Assert.All(
            cases,
            c =>
            {
                var encoded = Hex.DecodeData(c.Text("encoded"));
                Assert.Equal(encoded, Rlp.Encode(ReadHexItem(c.GetProperty("decoded"))));
                Assert.Equal(encoded, Rlp.Encode(Rlp.Decode(encoded)));
            }
        );
    }

    [SkippableFact]
    public void Decode_InvalidVectors_AreRefused()
    {
        var cases = JsonVectors.Read("rlp/invalidRLPTest.json").EnumerateObject().ToList();
        Assert.Equal(26, cases.Count);
        Assert.All(
            cases,
            c =>
            {
                var text = c.Value.Text("out");
                var bytes = Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text);
                Assert.Equal(LedgerFormatError.Rlp, Assert.Throws<LedgerFormatException>(() => Rlp.Decode(bytes)).Kind);
            }
        );
    }

    [SkippableFact]
    public void Decode_RandomExample_IsListOfLists()
    {
        var example = Assert.Single(JsonVectors.Read("rlp/random_example.json").EnumerateObject().ToList()).Value;
        var encoded = Hex.DecodeData(example.Text("out"));
        var item = Rlp.Decode(encoded);
        Assert.Equal([0, 1, 2], item.Items.Select(i => i.Items.Count));
        Assert.Equal(encoded, Rlp.Encode(item));
    }

    [Fact]
    public void Decode_ByteChangedOrCut_IsRefusedOrAnotherItem() =>
        Gen
            .Byte.Array[0, 80]
            .Array[0, 6]
            .Select(Gen.Int[0, 1000], Gen.Int[1, 255])
            .Sample(
                (members, place, change) =>
                {
                    var good = Rlp.EncodeList(members.Select(m => RlpItem.Of(m)));
                    var bad = good.ToArray();
                    bad[place % bad.Length] ^= (byte)change;
                    return IsRefusedOrSame(bad) && IsRefused(good[..^1]) && IsRefused([.. good, 0]);
                }
            );

    [Fact]
    public void Decode_NestedTooDeep_IsRefused()
    {
        var item = RlpItem.List();
        for (var i = 0; i < Rlp.MaximumDepth; i++)
            item = RlpItem.List(item);
        var deepest = Rlp.Encode(item);
        Assert.Equal(deepest, Rlp.Encode(Rlp.Decode(deepest)));
        Assert.True(IsRefused(Rlp.EncodeList(item)));
    }

    [Fact]
    public void ToNumber_ZerosInFront_IsRefused()
    {
        Assert.Equal(
            LedgerFormatError.Rlp,
            Assert.Throws<LedgerFormatException>(() => RlpItem.Of([0, 1]).ToNumber()).Kind
        );
        Assert.Throws<LedgerFormatException>(() => RlpItem.Of(new byte[9]).ToUInt64());
        Assert.Throws<LedgerFormatException>(() => RlpItem.List().ToUInt64());
        Assert.Equal(ulong.MaxValue, RlpItem.Of(ulong.MaxValue).ToUInt64());
    }

    private static bool IsRefusedOrSame(byte[] bytes) =>
        IsRefused(bytes) || Rlp.Encode(Rlp.Decode(bytes)).AsSpan().SequenceEqual(bytes);

    private static bool IsRefused(byte[] bytes)
    {
        try
        {
            Rlp.Decode(bytes);
            return false;
        }
        catch (LedgerFormatException e) when (e.Kind == LedgerFormatError.Rlp)
        {
            return true;
        }
    }

    private static RlpItem ReadItem(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Array => RlpItem.List(json.EnumerateArray().Select(ReadItem)),
            JsonValueKind.Number => RlpItem.Of(json.GetUInt64()),
            _ when json.GetString()!.StartsWith('#') => RlpItem.Of(
                BigInteger.Parse(json.GetString()!.AsSpan(1), CultureInfo.InvariantCulture)
            ),
            _ => RlpItem.Of(Encoding.UTF8.GetBytes(json.GetString()!)),
        };

    private static RlpItem ReadHexItem(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array
            ? RlpItem.List(json.EnumerateArray().Select(ReadHexItem))
            : RlpItem.Of(Hex.DecodeData(json.GetString()!));
}
