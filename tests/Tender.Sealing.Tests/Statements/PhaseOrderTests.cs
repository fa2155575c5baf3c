using System.Text;
using System.Text.Json.Nodes;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Statements;

public class PhaseOrderTests
{
    private static readonly SeededRandom Random = new(7);

    [Fact]
    public void Parse_WhatWasWritten_IsEqual()
    {
        var bytes = Sample().Write();
        Assert.Equal(bytes, PhaseOrder.Parse(bytes).Write());
    }

    public static TheoryData<string, string?> Wrong =>
        new()
        {
            { "v", "2" },
            { "action", "\"extend\"" },
            { "tenderRef", "\"00\"" },
            { "phase", "1" },
            { "phase", "9" },
            { "commitments", "[]" },
            { "commitments", $"[\"{Hex(2)}\",\"{Hex(1)}\"]" },
            { "commitments", $"[\"{Hex(1)}\",\"{Hex(1)}\"]" },
            { "commitments", "[\"00\"]" },
            { "commitments", "[null]" },
            { "decisionHash", "\"00\"" },
            { "nonce", "\"00\"" },
            { "deadline", "1" },
            { "phase", null },
            { "decisionHash", null },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Parse_OneMemberWrongMissingOrUnknown_IsRefused(string member, string? value)
    {
        var order = JsonNode.Parse(Sample().Write())!.AsObject();
        order.Remove(member);
        if (value is not null)
        {
            order[member] = JsonNode.Parse(value);
        }

        var refusal = Assert.Throws<SealingException>(() =>
            PhaseOrder.Parse(Encoding.UTF8.GetBytes(order.ToJsonString()))
        );
        Assert.True(refusal.Kind is SealingError.Value or SealingError.Json or SealingError.Member, $"{refusal.Kind}");
    }

    [Fact]
    public void Write_CommitmentsNotAscending_IsRefused() =>
        Assert.Throws<SealingException>(() => (Sample() with { Commitments = [Bytes(2), Bytes(1)] }).Write());

    private static PhaseOrder Sample() =>
        new()
        {
            V = 1,
            Action = PhaseOrder.ActionName,
            TenderRef = Random.Bytes(32),
            Phase = 2,
            Commitments = [Bytes(1), Bytes(2)],
            DecisionHash = Random.Bytes(32),
            Nonce = Random.Bytes(16),
            IssuedAt = TestAuthority.From,
        };

    private static byte[] Bytes(byte value) => [.. Enumerable.Repeat(value, 32)];

    private static string Hex(byte value) => Convert.ToHexStringLower(Bytes(value));
}
