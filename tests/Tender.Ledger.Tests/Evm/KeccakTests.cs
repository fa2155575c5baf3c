using System.Security.Cryptography;
using Tender.Ledger.Evm;
using Xunit;

namespace Tender.Ledger.Tests.Evm;

public class KeccakTests
{
    [SkippableFact]
    public void Hash_PublicVectors_AreEqual()
    {
        var cases = JsonVectors.Read("keccak/ethers_hashes.json.gz").EnumerateArray().ToList();
        Assert.Equal(257, cases.Count);
        Assert.All(
            cases,
            c => Assert.Equal(c.Text("keccak256"), Hex.EncodeData(Keccak256.Hash(Hex.DecodeData(c.Text("data")))))
        );
    }

    [SkippableFact]
    public void Hash_PublicVectors_AreNotSha3()
    {
        Skip.IfNot(SHA3_256.IsSupported, "This system has no SHA3-256 to compare with.");
        var cases = JsonVectors.Read("keccak/ethers_hashes.json.gz").EnumerateArray().ToList();
        Assert.All(
            cases,
            c => Assert.NotEqual(c.Text("keccak256"), Hex.EncodeData(SHA3_256.HashData(Hex.DecodeData(c.Text("data")))))
        );
    }
}
