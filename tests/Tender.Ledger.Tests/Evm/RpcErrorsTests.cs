using System.Text.Json;
using Tender.Ledger.Evm;
using Xunit;

namespace Tender.Ledger.Tests.Evm;

/// <summary>Words of anvil 1.7.1 as seen, of Besu as in its source; and data where engines and proxies put it.</summary>
public class RpcErrorsTests
{
    [Theory]
    [InlineData("""{"code":-32003,"message":"transaction already imported"}""", RpcMeaning.AlreadyKnown)]
    [InlineData("""{"code":-32000,"message":"Known transaction"}""", RpcMeaning.AlreadyKnown)]
    [InlineData("""{"code":-32000,"message":"already known"}""", RpcMeaning.AlreadyKnown)]
    [InlineData("""{"code":-32003,"message":"nonce too low"}""", RpcMeaning.NonceTooLow)]
    [InlineData("""{"code":-32001,"message":"Nonce too low"}""", RpcMeaning.NonceTooLow)]
    [InlineData("""{"code":-32000,"message":"Wrong chainId"}""", RpcMeaning.WrongChain)]
    [InlineData("""{"code":-32000,"message":"Execution reverted"}""", RpcMeaning.Reverted)]
    [InlineData("""{"code":-32000,"message":"Gas price below configured minimum gas price"}""", RpcMeaning.Other)]
    [InlineData("\"a text\"", RpcMeaning.Other)]
    [InlineData("{}", RpcMeaning.Other)]
    public void Read_WordsOfEngines_GiveTheMeaning(string error, RpcMeaning meaning) =>
        Assert.Equal(meaning, Read(error).Meaning);

    [Theory]
    [InlineData("""{"code":3,"message":"execution reverted","data":"0x0a0b0c0d"}""")]
    [InlineData("""{"code":-32015,"message":"VM execution error.","data":"Reverted 0x0a0b0c0d"}""")]
    [InlineData("""{"code":-32603,"message":"x","data":{"code":3,"originalError":{"data":"0x0a0b0c0d"}}}""")]
    public void Read_RevertData_IsFoundWhereverItLies(string error)
    {
        var read = Read(error);
        Assert.Equal(RpcMeaning.Reverted, read.Meaning);
        Assert.Equal("0a0b0c0d", Hex.Encode(read.RevertData));
    }

    [Theory]
    [InlineData("""{"code":-32000,"message":"x","data":"0xzz"}""")]
    [InlineData("""{"code":-32000,"message":"x","data":[1]}""")]
    [InlineData("""{"code":"text","message":5,"data":null}""")]
    public void Read_OddFields_AreNoReason(string error)
    {
        Assert.Null(Read(error).RevertData);
        Assert.Equal(RpcMeaning.Other, Read(error).Meaning);
    }

    private static RpcException Read(string error) => RpcErrors.Read(JsonDocument.Parse(error).RootElement);
}
