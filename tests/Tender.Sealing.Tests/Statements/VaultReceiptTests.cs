using System.Text;
using System.Text.Json.Nodes;
using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests.Statements;

public class VaultReceiptTests
{
    [Theory]
    [InlineData(VaultVerdict.Accepted)]
    [InlineData(VaultVerdict.Refused)]
    public void Parse_WhatWasWritten_IsEqual(VaultVerdict verdict)
    {
        var bytes = Sample(verdict).Write();
        Assert.Equal(bytes, VaultReceipt.Parse(bytes).Write());
    }

    [Fact]
    public void Parse_AcceptanceWithoutWindowOrRefusalWithOne_IsRefused()
    {
        AssertRefused(SealingError.Value, Sample(VaultVerdict.Accepted) with { Window = null });
        AssertRefused(SealingError.Value, Sample(VaultVerdict.Refused) with { Window = 3 });
    }

    [Theory]
    [InlineData("v", "2", SealingError.Value)]
    [InlineData("verdict", "\"late\"", SealingError.Json)]
    [InlineData("verdict", "0", SealingError.Json)]
    [InlineData("commitment", "\"00\"", SealingError.Value)]
    [InlineData("receiptNo", "\"00\"", SealingError.Value)]
    [InlineData("tCommit", "\"2026-11-24 01:29:58\"", SealingError.Json)]
    [InlineData("queued", "1", SealingError.Json)]
    [InlineData("price", "1", SealingError.Member)]
    public void Parse_BrokenMember_IsRefused(string member, string value, SealingError kind)
    {
        var json = JsonNode.Parse(Sample(VaultVerdict.Accepted).Write())!.AsObject();
        json[member] = JsonNode.Parse(value);
        Assert.Equal(
            kind,
            Assert.Throws<SealingException>(() => VaultReceipt.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()))).Kind
        );
    }

    internal static VaultReceipt Sample(VaultVerdict verdict)
    {
        var random = new SeededRandom(17);
        var at = new DateTimeOffset(2026, 11, 24, 1, 29, 58, 250, TimeSpan.Zero);
        var accepted = verdict == VaultVerdict.Accepted;
        return new VaultReceipt
        {
            V = 1,
            Verdict = verdict,
            Reason = accepted ? "" : "ET-3001",
            TenderRef = random.Bytes(32),
            Commitment = random.Bytes(32),
            StatementHash = random.Bytes(32),
            TreeRoot = random.Bytes(32),
            FileSize = 1000,
            TFirst = at.AddSeconds(-40),
            TLast = at.AddSeconds(-20),
            TStatement = at,
            TCommit = accepted ? at.AddMilliseconds(7) : at.AddSeconds(2),
            Deadline = new DateTimeOffset(2026, 11, 24, 1, 30, 0, TimeSpan.Zero),
            ClockOffsetMs = 12,
            Window = accepted ? 4242 : null,
            ReceiptNo = random.Bytes(16),
            SeqCommit = random.Bytes(32),
            Queued = false,
            RevocationPending = !accepted,
        };
    }

    private static void AssertRefused(SealingError kind, VaultReceipt receipt) =>
        Assert.Equal(kind, Assert.Throws<SealingException>(() => VaultReceipt.Parse(receipt.Write())).Kind);
}
