using System.Numerics;
using System.Text.Json;
using Tender.Ledger.Evm;
using Tender.Testing;
using Xunit;

namespace Tender.Ledger.Tests.Evm;

public class TransactionTests
{
    /// <summary>Every build runs these; a nightly one sets TENDER_NIGHTLY and runs all.</summary>
    private const int Usual = 400;

    [SkippableFact]
    public async Task SignAsync_PublicEip155Vectors_AreEqual()
    {
        var all = ReadVectors().Where(HasChain).ToList();
        Assert.Equal(1664, all.Count);
        var nightly = Environment.GetEnvironmentVariable("TENDER_NIGHTLY") is { Length: > 0 };
        var cases = nightly ? all : [.. all.Where((_, i) => i % (all.Count / Usual) == 0)];
        Assert.InRange(cases.Count, Usual, 1664);
        foreach (var c in cases)
        {
            var key = new EthKey(Hex.DecodeData(c.Text("privateKey")));
            var transaction = Read(c.GetProperty("transaction"));
            Assert.Equal(c.Text("unsignedEip155"), Hex.EncodeData(transaction.EncodeUnsigned()));
            var signed = await transaction.SignAsync(key, default);
            Assert.Equal(c.Text("signedEip155"), Hex.EncodeData(signed.Raw));
            var read = LegacyTransaction.Decode(signed.Raw);
            Assert.Equal(key.Address, read.Sender);
            Assert.Equal(signed.Hash, read.Hash);
            Assert.Equal(transaction.EncodeUnsigned(), read.Transaction.EncodeUnsigned());
        }
    }

    /// <summary>The same transactions as they were signed before EIP-155: they name no chain and could be replayed elsewhere.</summary>
    [SkippableFact]
    public void Decode_PublicVectorsWithoutChain_AreRefused()
    {
        var cases = ReadVectors();
        Assert.All(
            cases,
            c =>
                Assert.Equal(
                    LedgerFormatError.Transaction,
                    Assert
                        .Throws<LedgerFormatException>(() =>
                            LegacyTransaction.Decode(Hex.DecodeData(c.Text("signedLegacy")))
                        )
                        .Kind
                )
        );
    }

    /// <summary>The worked example of EIP-155.</summary>
    [Fact]
    public async Task SignAsync_ExampleOfEip155_IsEqual()
    {
        var key = new EthKey(Convert.FromHexString(string.Concat(Enumerable.Repeat("46", 32))));
        var transaction = new LegacyTransaction
        {
            ChainId = 1,
            Nonce = 9,
            GasPrice = 20_000_000_000,
            GasLimit = 21_000,
            To = Address.Parse("0x3535353535353535353535353535353535353535"),
            Value = 1_000_000_000_000_000_000,
            Data = ReadOnlyMemory<byte>.Empty,
        };
        Assert.Equal(
            "daf5a779ae972f972197303d7b574746c7ef83eadac0f2791ad23db92e4c8e53",
            Hex.Encode(Keccak256.Hash(transaction.EncodeUnsigned()))
        );
        Assert.Equal(
            "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc2195fe5375"
                + "67866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83",
            Hex.Encode((await transaction.SignAsync(key, default)).Raw)
        );
    }

    [Fact]
    public async Task SignAsync_Deployment_NamesTheNewAddress()
    {
        var key = EthKey.Draw(new SeededRandom(1));
        var signed = await Simple(to: null).SignAsync(key, default);
        Assert.Equal(Address.OfDeployment(key.Address, 7), signed.Deployed);
        Assert.Null(LegacyTransaction.Decode(signed.Raw).Transaction.To);
    }

    [Fact]
    public async Task SignAsync_SignerThatSignsWithOtherKey_IsRefused()
    {
        var signer = new WrongSigner(EthKey.Draw(new SeededRandom(1)), EthKey.Draw(new SeededRandom(2)).Address);
        var refused = await Assert.ThrowsAsync<LedgerFormatException>(async () =>
            await Simple(Address.Zero).SignAsync(signer, default)
        );
        Assert.Equal(LedgerFormatError.Curve, refused.Kind);
    }

    [Fact]
    public async Task Decode_AnyByteChanged_IsRefusedOrAnotherSender()
    {
        var key = EthKey.Draw(new SeededRandom(3));
        var signed = await Simple(Address.Zero).SignAsync(key, default);
        for (var i = 0; i < signed.Raw.Length; i++)
        {
            var changed = signed.Raw.ToArray();
            changed[i] ^= 1;
            try
            {
                Assert.NotEqual(key.Address, LegacyTransaction.Decode(changed).Sender);
            }
            catch (LedgerFormatException e)
            {
                Assert.Contains(
                    e.Kind,
                    (LedgerFormatError[])
                        [
                            LedgerFormatError.Rlp,
                            LedgerFormatError.Transaction,
                            LedgerFormatError.Curve,
                            LedgerFormatError.Address,
                        ]
                );
            }
        }
    }

    [Fact]
    public void Decode_SignatureWithoutChain_IsRefused()
    {
        // The same transaction with v = 27: valid before EIP-155, and on every chain.
        var raw = Rlp.EncodeList(
            RlpItem.Of(0UL),
            RlpItem.Of(0UL),
            RlpItem.Of(21_000UL),
            RlpItem.Of(new byte[20]),
            RlpItem.Of(0UL),
            RlpItem.Empty,
            RlpItem.Of(27UL),
            RlpItem.Of(1UL),
            RlpItem.Of(1UL)
        );
        var refused = Assert.Throws<LedgerFormatException>(() => LegacyTransaction.Decode(raw));
        Assert.Equal(LedgerFormatError.Transaction, refused.Kind);
    }

    private static List<JsonElement> ReadVectors()
    {
        var all = JsonVectors.Read("eth-tx/ethers_transactions.json.gz").EnumerateArray().ToList();
        Assert.Equal(3200, all.Count);
        return all;
    }

    private static bool HasChain(JsonElement vector) =>
        vector.GetProperty("transaction").TryGetProperty("chainId", out _);

    private static LegacyTransaction Simple(Address? to) =>
        new()
        {
            ChainId = 20260,
            Nonce = 7,
            GasLimit = 100_000,
            To = to,
            Data = new byte[] { 1, 2, 3 },
        };

    private static LegacyTransaction Read(JsonElement json) =>
        new()
        {
            ChainId = Hex.DecodeUInt64(json.Text("chainId")),
            Nonce = json.TryGetProperty("nonce", out var nonce) ? nonce.GetUInt64() : 0,
            GasPrice = Quantity(json, "gasPrice"),
            GasLimit = (ulong)Quantity(json, "gasLimit"),
            To = json.TryGetProperty("to", out var to) ? Address.Parse(to.GetString()!) : null,
            Value = Quantity(json, "value"),
            Data = json.TryGetProperty("data", out var data) ? Hex.DecodeData(data.GetString()!) : [],
        };

    /// <summary>The vectors leave out what is zero.</summary>
    private static BigInteger Quantity(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? Hex.DecodeQuantity(value.GetString()!) : BigInteger.Zero;

    private sealed class WrongSigner(EthKey key, Address claimed) : IEthSigner
    {
        public Address Address => claimed;

        public ValueTask<EthSignature> SignAsync(ReadOnlyMemory<byte> hash, CancellationToken cancel) =>
            key.SignAsync(hash, cancel);
    }
}
