using System.Security.Cryptography;
using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Tender.Sealing;
using Xunit;

namespace Tender.Cli.Tests;

public sealed class VerifyTests : IDisposable
{
    private readonly Terminal terminal = new();

    public void Dispose() => terminal.Dispose();

    [Theory]
    [InlineData(false, "VALID-DEV")]
    [InlineData(true, "VALID")]
    public async Task Verify_AGoodReceipt_Holds(bool qbft, string verdict)
    {
        var world = new LedgerWorld(qbft: qbft);
        var submission = await world.SubmitAsync(0, 3);
        world.AnchorThrough(12);
        await WriteTrustAsync(world);
        await File.WriteAllBytesAsync(terminal["receipt.json"], world.ReceiptOf(submission).Write());
        await File.WriteAllBytesAsync(terminal["bid.sbid"], submission.Bytes);

        var run = await terminal.TenderAsync("verify @receipt.json --trust @trust.p7 --file @bid.sbid --json");
        Assert.Equal((0, verdict), (run.Code, run.Json.GetProperty("verdict").GetString()));
        var checks = run.Json.GetProperty("checks").EnumerateArray().ToList();
        Assert.Contains(
            checks,
            c => c.GetProperty("number").GetInt32() == 3 && c.GetProperty("outcome").GetString() == "passed"
        );
        Assert.All(checks, c => Assert.NotEmpty(c.GetProperty("compared").GetString()!));
    }

    [Theory]
    [InlineData("zh", "另一条链", 4711UL)]
    [InlineData("en", "another chain", 4711UL)]
    [InlineData("en", null, 20260UL)]
    public async Task Verify_AReceiptOfAnotherChain_SaysSoInWords(string language, string? words, ulong chainId)
    {
        var world = new LedgerWorld();
        var submission = await world.SubmitAsync(0, 3);
        world.AnchorThrough(12);
        var receipt = world.ReceiptOf(submission).Write();
        world.Trust = world.Trust with { ChainId = chainId };
        await WriteTrustAsync(world);
        await File.WriteAllBytesAsync(terminal["receipt.json"], receipt);

        var run = await terminal.TenderAsync($"verify @receipt.json --trust @trust.p7 --lang {language}");
        Assert.Equal(words is null ? 0 : ExitCode.ClaimFails, run.Code);
        Assert.Equal(words is not null, run.Error.Contains(words ?? "another chain", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_AReceiptWithAnotherFile_IsForged()
    {
        var world = new LedgerWorld();
        var submission = await world.SubmitAsync(0, 3);
        var other = await world.SubmitAsync(1, 3);
        world.AnchorThrough(12);
        await WriteTrustAsync(world);
        await File.WriteAllBytesAsync(terminal["receipt.json"], world.ReceiptOf(submission).Write());
        await File.WriteAllBytesAsync(terminal["bid.sbid"], other.Bytes);
        Assert.Equal(
            ExitCode.ClaimFails,
            (await terminal.TenderAsync("verify @receipt.json --trust @trust.p7 --file @bid.sbid")).Code
        );
    }

    [Fact]
    public async Task Verify_AnyChangedByteOfAReceipt_NeverHolds()
    {
        var world = new LedgerWorld();
        var submission = await world.SubmitAsync(0, 3);
        world.AnchorThrough(12);
        await WriteTrustAsync(world);
        var receipt = world.ReceiptOf(submission).Write();
        for (var place = 0; place < receipt.Length; place += receipt.Length / 40)
        {
            var altered = (byte[])receipt.Clone();
            altered[place] ^= 1;
            await File.WriteAllBytesAsync(terminal["receipt.json"], altered);
            var run = await terminal.TenderAsync("verify @receipt.json --trust @trust.p7");
            Assert.Contains(run.Code, (int[])[ExitCode.ClaimFails, ExitCode.Incomplete, ExitCode.Unreadable]);
        }
    }

    [Fact]
    public async Task Verify_AGoodBundle_HoldsAndAReceiptOutsideItsSetIsOmitted()
    {
        var world = new LedgerWorld();
        var submissions = new List<Submission>();
        for (var bidder = 0; bidder < 4; bidder++)
            submissions.Add(await world.SubmitAsync(bidder, 3));
        var opening = new Opening(world);
        var dropped = opening.Members[3];
        opening.Members.RemoveAt(3);
        opening.Receipts.Remove(dropped);
        opening.Seal().Answer(1, 3).Publish();
        await WriteTrustAsync(world);
        await File.WriteAllBytesAsync(terminal["opening.zip"], await opening.BundleAsync());
        await File.WriteAllBytesAsync(terminal["in.json"], world.ReceiptOf(submissions[0]).Write());
        await File.WriteAllBytesAsync(terminal["out.json"], world.ReceiptOf(dropped).Write());

        Assert.Equal(0, (await terminal.TenderAsync("verify @opening.zip --trust @trust.p7")).Code);
        Assert.Equal(0, (await terminal.TenderAsync("verify @in.json --trust @trust.p7 --bundle @opening.zip")).Code);
        var omitted = await terminal.TenderAsync("verify @out.json --trust @trust.p7 --bundle @opening.zip --json");
        Assert.Equal((5, "OMITTED"), (omitted.Code, omitted.Json.GetProperty("verdict").GetString()));
    }

    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_AReplacedAndAWithdrawnReceipt_HaveVerdictsOfTheirOwn(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        var opening = new Opening(world).Seal().Answer(1, 3).Publish();
        await WriteTrustAsync(world);
        await File.WriteAllBytesAsync(terminal["opening.zip"], await opening.BundleAsync(form));
        foreach (
            var (bidder, code, verdict, word) in new[] { (0, 11, "SUPERSEDED", "取代"), (3, 12, "WITHDRAWN", "撤回") }
        )
        {
            var receipt = world.ReceiptOf(world.Bidders[bidder].Submissions[0]).Write();
            await File.WriteAllBytesAsync(terminal["receipt.json"], receipt);
            const string verify = "verify @receipt.json --trust @trust.p7 --bundle @opening.zip";
            var run = await terminal.TenderAsync(verify + " --json");
            Assert.Equal((code, verdict), (run.Code, run.Json.GetProperty("verdict").GetString()));
            Assert.Contains(word, (await terminal.TenderAsync(verify + " --lang zh")).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verify_ABundleWithAWrongPrice_IsForged()
    {
        var world = new LedgerWorld();
        for (var bidder = 0; bidder < 3; bidder++)
            await world.SubmitAsync(bidder, 3);
        var opening = new Opening(world).Seal().Answer(1, 2);
        opening.Publish(r =>
            r with
            {
                Bids = [r.Bids[0] with { Summary = r.Bids[0].Summary! with { PriceFen = 1 } }, .. r.Bids.Skip(1)],
            }
        );
        await WriteTrustAsync(world);
        await File.WriteAllBytesAsync(terminal["opening.zip"], await opening.BundleAsync());
        Assert.Equal(ExitCode.ClaimFails, (await terminal.TenderAsync("verify @opening.zip --trust @trust.p7")).Code);
    }

    [Fact]
    public async Task Verify_WithAPin_DemandsTheSupervisorThatItNames()
    {
        var world = new LedgerWorld();
        var submission = await world.SubmitAsync(0, 3);
        world.AnchorThrough(12);
        await WriteTrustAsync(world);
        await File.WriteAllBytesAsync(terminal["receipt.json"], world.ReceiptOf(submission).Write());
        var pin = Convert.ToHexStringLower(SHA256.HashData(world.Supervisor.RawData));
        var good = await terminal.TenderAsync($"verify @receipt.json --trust @trust.p7 --pin {pin}");
        Assert.Equal(0, good.Code);
        Assert.DoesNotContain("vouches for itself", good.Error, StringComparison.Ordinal);
        var bad = await terminal.TenderAsync($"verify @receipt.json --trust @trust.p7 --pin {new string('0', 64)}");
        Assert.Equal(ExitCode.Unreadable, bad.Code);
        Assert.Contains(
            "vouches for itself",
            (await terminal.TenderAsync("verify @receipt.json --trust @trust.p7")).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Receipt_OnceAnchored_IsFetchedCheckedKeptAndVerifies()
    {
        await terminal.SealAsync();
        await terminal.AtVaultAsync("submit @bid.sbid");
        // A vault that shows somebody else's receipt.
        var world = new LedgerWorld();
        var foreign = await world.SubmitAsync(0, 3);
        world.AnchorThrough(12);
        var receipt = world.ReceiptOf(foreign);
        terminal.Vault.Submissions.Offline = (_, _) => Element(receipt.Write());
        var run = await terminal.AtVaultAsync("receipt --out @receipt.json");
        Assert.Equal(ExitCode.Mismatch, run.Code);
        Assert.False(File.Exists(terminal["receipt.json"]));

        // Its own one.
        terminal.Vault.Submissions.Offline = (statement, ack) =>
            Element((receipt with { Statement = statement, Ack = ack }).WithDigest().Write());
        Assert.Equal(0, (await terminal.AtVaultAsync("receipt --out @receipt.json")).Code);
        var kept = KeyFile.Read(await File.ReadAllBytesAsync(terminal["bid.sbidkey"]), Terminal.Password);
        Assert.NotNull(kept.Submissions[0].OfflineReceipt);
        var read = Ledger.Receipts.OfflineReceipt.Parse(await File.ReadAllBytesAsync(terminal["receipt.json"]));
        Assert.Equal(kept.Submissions[0].Statement, read.Statement);
    }

    private static System.Text.Json.JsonElement? Element(byte[] json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private Task WriteTrustAsync(LedgerWorld world) =>
        File.WriteAllBytesAsync(
            terminal["trust.p7"],
            CmsSigner.Sign(world.Trust.Write(), world.Supervisor, LedgerWorld.Start)
        );
}
