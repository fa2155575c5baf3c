using System.Text.Json;
using Tender.Ledger.Evm;
using Tender.Ledger.Proofs;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Proofs;

public sealed class QbftSealsTests
{
    [SkippableFact]
    public void Check_RealBesuBlock_HasThreeOfFourSeals()
    {
        using var json = Block();
        var header = Header(json);
        Assert.Equal(json.RootElement.GetProperty("number").GetUInt64(), header.Number);
        Assert.Equal(json.RootElement.GetProperty("timestamp").GetUInt64(), header.Timestamp);
        Assert.Equal(Data(json.RootElement, "commitHash"), QbftSeals.SealedHash(header));
        Assert.Equal(Data(json.RootElement, "onchainBlockHashDerived"), header.QbftHash());
        var report = QbftSeals.Check(header, Validators(json));
        Assert.True(report.Holds, report.Detail);
        Assert.Equal(Addresses(json.RootElement, "sealSigners"), report.Signers);
        Assert.Equal(1u, QbftExtraData.Parse(header.ExtraData).Round);
    }

    [SkippableFact]
    public void Check_ChangedBlock_IsRefused()
    {
        using var json = Block();
        var header = Header(json);
        var seals = QbftExtraData.Parse(header.ExtraData).Seals;
        Assert.False(QbftSeals.Check(WithSeals(header, seals.Take(2)), Validators(json)).Holds);
        Assert.False(QbftSeals.Check(WithSeals(header, [seals[0], seals[1], seals[1]]), Validators(json)).Holds);
        Assert.False(QbftSeals.Check(WithSeals(header, []), Validators(json)).Holds);
        var foreign = EthKey.Draw(new SeededRandom(5));
        var forged = foreign.Sign(QbftSeals.SealedHash(header)).Encode();
        Assert.False(QbftSeals.Check(WithSeals(header, [.. seals, forged]), Validators(json)).Holds);
        Assert.False(QbftSeals.Check(header, [.. Validators(json).Skip(1), foreign.Address]).Holds);
        Assert.False(QbftSeals.Check(header, []).Holds);
        var later = Change(header, 11, RlpItem.Of(header.Timestamp + 1));
        Assert.False(QbftSeals.Check(later, Validators(json)).Holds);
    }

    [SkippableFact]
    public void Parse_PublicExtraData_EncodesToTheSameBytes()
    {
        using var json = JsonDocument.Parse(Vectors.Bytes("qbft/bft_extra_data.json"));
        var cases = json.RootElement.EnumerateObject().ToList();
        Assert.Equal(4, cases.Count);
        foreach (var test in cases)
            AssertExtra(test.Value);
    }

    [SkippableFact]
    public void Parse_OtherRealExtraData_IsAsTold()
    {
        using var json = Block();
        var others = json.RootElement.GetProperty("otherExtraData").EnumerateArray().ToList();
        Assert.Equal(2, others.Count);
        foreach (var other in others)
        {
            var rlp = Data(other, "extra");
            var extra = QbftExtraData.Parse(rlp);
            Assert.Equal(rlp, extra.Encode());
            Assert.Equal(other.GetProperty("validators").GetInt32(), extra.Validators.Count);
            Assert.Equal(other.GetProperty("seals").GetInt32(), extra.Seals.Count);
            Assert.Equal(other.GetProperty("round").GetUInt32(), extra.Round);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(7, 5)]
    [InlineData(10, 7)]
    public void Quorum_OfValidators_IsTwoThirdsUpwards(int validators, int seals) =>
        Assert.Equal(seals, QbftSeals.Quorum(validators));

    private static void AssertExtra(JsonElement test)
    {
        var told = test.GetProperty("qbft_extra_data");
        var rlp = Data(test, "rlp");
        var extra = QbftExtraData.Parse(rlp);
        Assert.Equal(rlp, extra.Encode());
        Assert.Equal(Data(told, "vanityData"), extra.Vanity);
        Assert.Equal(told.GetProperty("round").GetUInt32(), extra.Round);
        Assert.Equal(Addresses(told, "validators"), extra.Validators);
        var seals = told.GetProperty("seals").EnumerateArray().Select(s => Hex.DecodeData(s.GetString()!));
        Assert.Equal(seals, extra.Seals);
        var vote = told.GetProperty("vote");
        if (vote.ValueKind == JsonValueKind.Null)
        {
            Assert.Null(extra.Vote);
            return;
        }

        Assert.Equal(Address.Parse(vote.GetProperty("recipient").GetString()!), extra.Vote!.Value.Recipient);
        Assert.Equal(Data(vote, "voteType")[0], extra.Vote.Value.Type);
    }

    private static JsonDocument Block() => JsonDocument.Parse(Vectors.Bytes("qbft/besu_header_7528.json"));

    private static BlockHeader Header(JsonDocument json) => BlockHeader.Parse(Data(json.RootElement, "headerRlp"));

    private static List<Address> Validators(JsonDocument json) =>
        Addresses(json.RootElement.GetProperty("extra"), "validators");

    private static List<Address> Addresses(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(a => Address.Parse(a.GetString()!))];

    private static byte[] Data(JsonElement json, string name) => Hex.DecodeData(json.GetProperty(name).GetString()!);

    private static BlockHeader WithSeals(BlockHeader header, IEnumerable<byte[]> seals)
    {
        var extra = Rlp.Decode(header.ExtraData).Items;
        var changed = Rlp.EncodeList(extra.Take(4).Append(RlpItem.List(seals.Select(s => RlpItem.Of(s)))));
        return Change(header, 12, RlpItem.Of(changed));
    }

    private static BlockHeader Change(BlockHeader header, int field, RlpItem value)
    {
        var items = Rlp.Decode(header.Rlp.Span).Items.ToArray();
        items[field] = value;
        return BlockHeader.Parse(Rlp.EncodeList(items));
    }
}
