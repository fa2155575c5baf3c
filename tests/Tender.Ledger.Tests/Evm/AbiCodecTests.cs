using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Tender.Ledger.Evm;
using Xunit;

namespace Tender.Ledger.Tests.Evm;

public class AbiCodecTests
{
    [SkippableFact]
    public void Encode_EthereumVectors_AreEqual()
    {
        var cases = JsonVectors.Read("abi/basic_abi_tests.json").EnumerateObject().ToList();
        Assert.Equal(3, cases.Count);
        Assert.All(
            cases,
            c =>
            {
                var types = c
                    .Value.GetProperty("types")
                    .EnumerateArray()
                    .Select(t => AbiType.Parse(t.GetString()!))
                    .ToList();
                var values = c.Value.GetProperty("args").EnumerateArray().Zip(types, ReadBasic).ToList();
                Assert.Equal(c.Value.Text("result"), Hex.Encode(AbiCodec.Encode(types, values)));
            }
        );
    }

    [SkippableFact]
    public void Codec_EthersVectors_AreEqualBothWays()
    {
        var cases = JsonVectors.Read("abi/ethers_abi.json.gz").EnumerateArray().ToList();
        Assert.Equal(1024, cases.Count);
        Assert.All(
            cases,
            c =>
            {
                AbiType[] types = [AbiType.Parse(c.Text("type"))];
                var values = new[] { ReadVerbose(c.GetProperty("verbose")) };
                var encoded = Hex.DecodeData(c.Text("encoded"));
                Assert.Equal(encoded, AbiCodec.Encode(types, values));
                Assert.Equal(Show(values), Show(AbiCodec.Decode(types, encoded)));
            }
        );
    }

    [SkippableFact]
    public void Decode_EthersVectorsCutOrGrown_AreRefused()
    {
        foreach (var c in JsonVectors.Read("abi/ethers_abi.json.gz").EnumerateArray().Take(256))
        {
            AbiType[] types = [AbiType.Parse(c.Text("type"))];
            var encoded = Hex.DecodeData(c.Text("encoded"));
            AssertRefused(types, encoded[..^1]);
            AssertRefused(types, encoded[..^32]);
            AssertRefused(types, [.. encoded, .. new byte[32]]);
            if (!types[0].IsDynamic)
                continue;
            var beyond = encoded.ToArray();
            beyond[29] = 1;
            AssertRefused(types, beyond);
            var huge = encoded.ToArray();
            huge[0] = 0xff;
            AssertRefused(types, huge);
        }
    }

    [Theory]
    [InlineData("bytes", "0000000000000000000000000000000000000000000000000000000000000040")]
    [InlineData("uint8", "0000000000000000000000000000000000000000000000000000000000000100")]
    [InlineData("bool", "0000000000000000000000000000000000000000000000000000000000000002")]
    [InlineData("address", "0000000000000000000000010000000000000000000000000000000000000000")]
    [InlineData("bytes4", "0102030400000000000000000000000000000000000000000000000000000001")]
    [InlineData("int8", "0000000000000000000000000000000000000000000000000000000000000080")]
    public void Decode_ValueOutOfRange_IsRefused(string type, string data) =>
        AssertRefused([AbiType.Parse(type)], Hex.Decode(data));

    [Theory]
    [InlineData("uint7")]
    [InlineData("uint264")]
    [InlineData("bytes33")]
    [InlineData("bytes0")]
    [InlineData("uint8[0]")]
    [InlineData("[]")]
    [InlineData("()")]
    [InlineData("(uint8")]
    [InlineData("(uint8)x")]
    [InlineData("function")]
    [InlineData("")]
    public void Parse_NoType_IsRefused(string text) =>
        Assert.Equal(LedgerFormatError.Abi, Assert.Throws<LedgerFormatException>(() => AbiType.Parse(text)).Kind);

    [Fact]
    public void Encode_ValueOfOtherType_IsRefused()
    {
        AbiType[] types = [AbiType.Parse("bytes32")];
        Assert.Throws<LedgerFormatException>(() => AbiCodec.Encode(types, [new byte[31]]));
        Assert.Throws<LedgerFormatException>(() => AbiCodec.Encode(types, ["text"]));
        Assert.Throws<LedgerFormatException>(() => AbiCodec.Encode(types, []));
    }

    private static void AssertRefused(AbiType[] types, byte[] data) =>
        Assert.Equal(
            LedgerFormatError.Abi,
            Assert.Throws<LedgerFormatException>(() => AbiCodec.Decode(types, data)).Kind
        );

    private static object ReadBasic(JsonElement json, AbiType type) =>
        type.Kind switch
        {
            AbiKind.Array => json.EnumerateArray().Select(e => ReadBasic(e, type.Members[0])).ToArray(),
            AbiKind.Uint => BigInteger.Parse(json.GetRawText().Trim('"'), CultureInfo.InvariantCulture),
            AbiKind.Address => Address.Parse(
                json.GetString()!.StartsWith("0x", StringComparison.Ordinal)
                    ? json.GetString()!
                    : "0x" + json.GetString()
            ),
            _ => Encoding.UTF8.GetBytes(json.GetString()!),
        };

    private static object ReadVerbose(JsonElement json)
    {
        var value = json.GetProperty("value");
        return json.Text("type") switch
        {
            "number" => BigInteger.Parse(value.GetString()!, CultureInfo.InvariantCulture),
            "boolean" => value.GetBoolean(),
            "address" => Address.Parse(value.GetString()!),
            "hexstring" => Hex.DecodeData(value.GetString()!),
            "string" => value.GetString()!,
            "array" or "object" => value.EnumerateArray().Select(ReadVerbose).ToArray(),
            var other => throw new InvalidOperationException($"unknown kind of value {other}"),
        };
    }

    private static string Show(object value) =>
        value switch
        {
            byte[] bytes => Hex.EncodeData(bytes),
            object[] list => $"[{string.Join(',', list.Select(Show))}]",
            _ => value.ToString()!,
        };
}
