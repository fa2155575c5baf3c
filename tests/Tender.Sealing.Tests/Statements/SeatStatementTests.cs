using System.Text;
using System.Text.Json.Nodes;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Statements;

public class SeatStatementTests
{
    [Fact]
    public void Parse_WhatWasWritten_IsEqual() => Assert.Equal(Bytes(), SeatStatement.Parse(Bytes()).Write());

    [Theory]
    [InlineData("v", "2", SealingError.Value)]
    [InlineData("poolId", "\"00\"", SealingError.Value)]
    [InlineData("seat", "0", SealingError.Value)]
    [InlineData("seat", "16", SealingError.Value)]
    [InlineData("seat", "\"1\"", SealingError.Json)]
    [InlineData("publicKey", "\"00\"", SealingError.Point)]
    [InlineData("account", "\"00\"", SealingError.Value)]
    [InlineData("secret", "1", SealingError.Member)]
    public void Parse_BrokenMember_IsRefused(string member, string value, SealingError kind)
    {
        var json = JsonNode.Parse(Bytes())!.AsObject();
        json[member] = JsonNode.Parse(value);
        Assert.Equal(
            kind,
            Assert.Throws<SealingException>(() => SeatStatement.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()))).Kind
        );
    }

    [Fact]
    public void Parse_TooLong_IsRefused() =>
        Assert.Equal(
            SealingError.Json,
            Assert
                .Throws<SealingException>(() =>
                    SeatStatement.Parse([.. Bytes(), .. Enumerable.Repeat((byte)' ', SeatStatement.MaxLength)])
                )
                .Kind
        );

    private static byte[] Bytes()
    {
        var random = new SeededRandom(37);
        return new SeatStatement
        {
            V = 1,
            PoolId = random.Bytes(16),
            Seat = 2,
            PublicKey = P256.Generator.Multiply(Scalar.Random(random)).Encode33(),
            Account = random.Bytes(20),
        }.Write();
    }
}
