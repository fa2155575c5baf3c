using Tender.Ledger.Evm;
using Xunit;

namespace Tender.Ledger.Tests.Evm;

public class AddressTests
{
    [SkippableFact]
    public void Address_OfKey_IsAsPublishedWithChecksum()
    {
        var cases = JsonVectors.Read("accounts/ethers_accounts.json.gz").EnumerateArray().ToList();
        Assert.Equal(259, cases.Count);
        Assert.All(
            cases,
            c =>
            {
                var key = new EthKey(Hex.DecodeData(c.Text("privateKey")));
                Assert.Equal(c.Text("address"), key.Address.ToString());
                Assert.Equal(key.Address, Address.Parse(c.Text("address")));
            }
        );
    }

    [SkippableFact]
    public void Parse_OneLetterInOtherCase_IsRefused()
    {
        var cases = JsonVectors
            .Read("accounts/ethers_accounts.json.gz")
            .EnumerateArray()
            .Select(c => c.Text("address"));
        var refused = 0;
        foreach (var address in cases)
        {
            var letter = address.AsSpan(2).IndexOfAnyInRange('a', 'f') + 2;
            var turned = address[..letter] + char.ToUpperInvariant(address[letter]) + address[(letter + 1)..];
            // With a single small letter the result is all upper case: written without checksum.
            if (letter < 2 || turned[2..].All(c => !char.IsAsciiLetterLower(c)))
                continue;
            Assert.Equal(
                LedgerFormatError.Address,
                Assert.Throws<LedgerFormatException>(() => Address.Parse(turned)).Kind
            );
            refused++;
        }
        Assert.InRange(refused, 250, 259);
    }

    [Fact]
    public void Parse_OneCaseOnly_IsTakenWithoutChecksum()
    {
        const string Checked = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
        Assert.Equal(Checked, Address.Parse(Checked.ToLowerInvariant()).ToString());
        Assert.Equal(Checked, Address.Parse("0x" + Checked[2..].ToUpperInvariant()).ToString());
    }

    [Theory]
    [InlineData("f39Fd6e51aad88F6F4ce6aB8827279cffFb92266")]
    [InlineData("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb922")]
    [InlineData("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb9226600")]
    [InlineData("")]
    public void Parse_OtherShape_IsRefused(string text) =>
        Assert.Throws<LedgerFormatException>(() => Address.Parse(text));

    [SkippableFact]
    public void OfDeployment_PublicVectors_AreEqual()
    {
        var cases = JsonVectors
            .Read("accounts/ethers_create.json.gz")
            .EnumerateArray()
            .SelectMany(s =>
                s.GetProperty("creates").EnumerateArray().Select(c => (Sender: s.Text("sender"), Create: c))
            )
            .ToList();
        Assert.Equal(160, cases.Count);
        Assert.All(
            cases,
            c =>
                Assert.Equal(
                    c.Create.Text("address"),
                    Address.OfDeployment(Address.Parse(c.Sender), c.Create.GetProperty("nonce").GetUInt64()).ToString()
                )
        );
    }

    [SkippableFact]
    public void OfDeployment2_PublicVectors_AreEqual()
    {
        var cases = JsonVectors
            .Read("accounts/ethers_create2.json.gz")
            .EnumerateArray()
            .SelectMany(s =>
                s.GetProperty("creates").EnumerateArray().Select(c => (Sender: s.Text("sender"), Create: c))
            )
            .ToList();
        Assert.Equal(128, cases.Count);
        Assert.All(
            cases,
            c =>
            {
                var hash = Hex.DecodeData(c.Create.Text("initCodeHash"));
                Assert.Equal(hash, Keccak256.Hash(Hex.DecodeData(c.Create.Text("initCode"))));
                var address = Address.OfDeployment2(
                    Address.Parse(c.Sender),
                    Hex.DecodeData(c.Create.Text("salt")),
                    hash
                );
                Assert.Equal(c.Create.Text("address"), address.ToString());
            }
        );
    }
}
