using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Statements;

public class SubmissionStatementTests
{
    [Theory]
    [InlineData(StatementAction.Submit)]
    [InlineData(StatementAction.Replace)]
    [InlineData(StatementAction.Withdraw)]
    public void Parse_WhatWasWritten_IsEqual(StatementAction action)
    {
        var bytes = Sample(action).Write();
        Assert.Equal(bytes, SubmissionStatement.Parse(bytes).Write());
    }

    [Fact]
    public void BidderTag_OfTwoVersions_IsEqual() =>
        Assert.Equal(Sample(StatementAction.Submit).BidderTag(), Sample(StatementAction.Withdraw).BidderTag());

    public static TheoryData<string, string, SealingError> Broken =>
        new()
        {
            { "v", "2", SealingError.Version },
            { "action", "\"open\"", SealingError.Json },
            { "action", "1", SealingError.Json },
            { "action", "\"Submit\"", SealingError.Json },
            { "action", "\"withdraw\"", SealingError.Value },
            { "action", "\"replace\"", SealingError.Value },
            { "tenderRef", "\"00\"", SealingError.Value },
            { "lot", "\"00\"", SealingError.Value },
            { "treeRoot", "\"" + new string('0', 64) + "\"", SealingError.Value },
            { "treeRoot", "\"" + new string('A', 64) + "\"", SealingError.Json },
            { "treeRoot", "\"abc\"", SealingError.Json },
            { "treeRoot", "null", SealingError.Member },
            { "suite", "257", SealingError.Suite },
            { "flags", "1", SealingError.Flags },
            { "flags", "4", SealingError.Flags },
            { "fileSize", "0", SealingError.Value },
            { "fileSize", "-1", SealingError.Value },
            { "fileSize", "1.5", SealingError.Json },
            { "fileSize", "\"5\"", SealingError.Json },
            { "seq", "0", SealingError.Value },
            { "seq", "2", SealingError.Value },
            { "uscc", "\"91330106MA20271586\"", SealingError.Value },
            { "company", "\"\"", SealingError.Value },
            { "clientTime", "\"2026-11-24T01:30:00Z\"", SealingError.Json },
            { "clientTime", "\"2026-11-24T09:30:00.000+08:00\"", SealingError.Json },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Parse_BrokenMember_IsRefused(string member, string value, SealingError kind)
    {
        var json = JsonNode.Parse(Sample(StatementAction.Submit).Write())!.AsObject();
        json[member] = JsonNode.Parse(value);
        AssertRefused(kind, json.ToJsonString());
    }

    [Fact]
    public void Parse_EachMemberMissing_IsRefused()
    {
        var names = JsonNode.Parse(Sample(StatementAction.Submit).Write())!.AsObject().Select(p => p.Key).ToList();
        Assert.Equal(21, names.Count);
        foreach (var name in names)
        {
            var json = JsonNode.Parse(Sample(StatementAction.Submit).Write())!.AsObject();
            json.Remove(name);
            AssertRefused(SealingError.Member, json.ToJsonString());
        }
    }

    [Fact]
    public void Parse_UnknownMember_IsRefused() =>
        AssertRefused(
            SealingError.Member,
            Text().Replace("{\"v\":1,", "{\"v\":1,\"price\":5,", StringComparison.Ordinal),
            true
        );

    [Fact]
    public void Parse_DoubledMember_IsRefused() =>
        AssertRefused(
            SealingError.Member,
            Text().Replace("{\"v\":1,", "{\"v\":1,\"v\":1,", StringComparison.Ordinal),
            true
        );

    [Fact]
    public void Parse_OtherCaseOfMember_IsRefused() =>
        AssertRefused(SealingError.Member, Text().Replace("\"seq\"", "\"Seq\"", StringComparison.Ordinal), true);

    [Fact]
    public void Parse_TooLong_IsRefused() =>
        AssertRefused(SealingError.Json, Text() + new string(' ', SubmissionStatement.MaxLength));

    [Fact]
    public void Parse_TextAfterTheRecord_IsRefused() => AssertRefused(SealingError.Json, Text() + "{}", true);

    /// <summary>What is read may be written in other words (an escaped character), but says the same.</summary>
    [Fact]
    public void Parse_AnyByteAnywhere_EitherRefusesOrKeepsItsMeaning() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Byte)
            .Sample(
                (place, value) =>
                {
                    var bytes = Sample(StatementAction.Submit).Write();
                    bytes[place % bytes.Length] = value;
                    try
                    {
                        var written = SubmissionStatement.Parse(bytes).Write();
                        Assert.Equal(written, SubmissionStatement.Parse(written).Write());
                    }
                    catch (SealingException refused)
                    {
                        Assert.NotEqual(SealingError.Signature, refused.Kind);
                    }
                },
                iter: 2000
            );

    internal static SubmissionStatement Sample(StatementAction action)
    {
        var random = new SeededRandom(7);
        var first = action == StatementAction.Submit;
        var withdraws = action == StatementAction.Withdraw;
        return new SubmissionStatement
        {
            V = 1,
            Action = action,
            TenderRef = random.Bytes(32),
            Lot = random.Bytes(16),
            DocHash = random.Bytes(32),
            KeySetId = random.Bytes(32),
            BidNonce = random.Bytes(32),
            Suite = 1,
            Flags = 0,
            FileSize = withdraws ? 0 : 1000,
            HeaderHash = withdraws ? new byte[32] : random.Bytes(32),
            TreeRoot = withdraws ? new byte[32] : random.Bytes(32),
            LeafCount = withdraws ? 0 : 3,
            Seq = first ? 1 : 2,
            PrevCommitment = first ? new byte[32] : random.Bytes(32),
            LeafNonce = random.Bytes(32),
            Uscc = "91330106MA20271585",
            Company = "杭州青石建设有限公司",
            Signer = "陈青",
            Tool = new SealingTool("tender", "1.0.0", ""),
            ClientTime = new DateTimeOffset(2026, 11, 24, 1, 30, 0, TimeSpan.Zero),
        };
    }

    private static string Text() => Encoding.UTF8.GetString(Sample(StatementAction.Submit).Write());

    private static void AssertRefused(SealingError kind, string json, bool changed = false)
    {
        Assert.True(!changed || json != Text());
        Assert.Equal(
            kind,
            Assert.Throws<SealingException>(() => SubmissionStatement.Parse(Encoding.UTF8.GetBytes(json))).Kind
        );
    }
}
