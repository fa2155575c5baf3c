using System.Text;
using System.Text.Json.Nodes;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Statements;

public class TenderOrderTests
{
    public static TheoryData<TenderAction> Actions => new(Enum.GetValues<TenderAction>());

    [Theory]
    [MemberData(nameof(Actions))]
    public void Parse_WhatWasWritten_IsEqual(TenderAction action)
    {
        var bytes = Sample(action).Write();
        Assert.Equal(bytes, TenderOrder.Parse(bytes).Write());
    }

    /// <summary>Each action has its own members: one missing, or one of another action, is no order.</summary>
    [Theory]
    [MemberData(nameof(Actions))]
    public void Parse_MemberMissingOrOfAnotherAction_IsRefused(TenderAction action)
    {
        var own = JsonNode.Parse(Sample(action).Write())!.AsObject();
        foreach (var name in own.Select(p => p.Key).ToList())
        {
            var cut = JsonNode.Parse(own.ToJsonString())!.AsObject();
            cut.Remove(name);
            AssertRefused(cut);
        }

        var all = Enum.GetValues<TenderAction>().SelectMany(a => JsonNode.Parse(Sample(a).Write())!.AsObject());
        foreach (var (name, value) in all.Where(p => !own.ContainsKey(p.Key)).DistinctBy(p => p.Key))
        {
            var more = JsonNode.Parse(own.ToJsonString())!.AsObject();
            more[name] = value!.DeepClone();
            AssertRefused(more);
        }
    }

    [Theory]
    [InlineData("v", "2")]
    [InlineData("action", "\"open\"")]
    [InlineData("tenderRef", "\"00\"")]
    [InlineData("lot", "\"00\"")]
    [InlineData("suite", "257")]
    [InlineData("minBids", "0")]
    [InlineData("minBids", "256")]
    [InlineData("objectionSeconds", "-1")]
    [InlineData("objectionSeconds", "3601")]
    [InlineData("readers", "[\"1\"]")]
    [InlineData("nonce", "\"00\"")]
    [InlineData("deadline", "\"2026-11-24T01:30:00+08:00\"")]
    public void Parse_BrokenMember_IsRefused(string member, string value)
    {
        var json = JsonNode.Parse(Sample(TenderAction.Register).Write())!.AsObject();
        json[member] = JsonNode.Parse(value);
        AssertRefused(json);
    }

    [Fact]
    public void Write_OrderThatBreaksItsForm_IsRefused() =>
        Assert.Throws<SealingException>(() => (Sample(TenderAction.Hold) with { NoticeHash = null }).Write());

    private static TenderOrder Sample(TenderAction action)
    {
        var random = new SeededRandom(27);
        var at = new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);
        var blank = new TenderOrder
        {
            V = 1,
            Action = action,
            TenderRef = random.Bytes(32),
            Nonce = random.Bytes(16),
            IssuedAt = at,
        };
        var dated = action is TenderAction.Hold or TenderAction.Cancel
            ? blank
            : blank with
            {
                Deadline = at.AddHours(1),
            };
        return action == TenderAction.Register
            ? dated with
            {
                Lot = random.Bytes(16),
                DocHash = random.Bytes(32),
                MinBids = 3,
                Suite = 1,
                ObjectionSeconds = 120,
                Readers = ["91330106MA20271585"],
            }
            : dated with
            {
                NoticeHash = random.Bytes(32),
            };
    }

    private static void AssertRefused(JsonObject json) =>
        Assert.Throws<SealingException>(() => TenderOrder.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())));
}
