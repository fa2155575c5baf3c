using Npgsql;
using Tender.Vault.Database;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Storage;

/// <summary>No room on the disk of the files or of the database: refused in words, no receipt, nothing half done, and it goes on by itself (T07).</summary>
public sealed class FullDiskTests(VaultFixture vault) : IClassFixture<VaultFixture>
{
    private VaultKit Kit => vault.Kit;

    [Fact]
    public async Task Upload_WhileTheDiskIsFull_Is507AndGoesOnLater()
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(vault.Tender, bodyLength: 100_000);
        using var tus = new Tus(Kit.Address, (await bidder.SessionAsync()).Facts.Token);
        var id = await tus.NewAsync(vault.Tender, bid.File.Length);
        using var first = await tus.PatchAsync(id, 0, bid.File.AsMemory(0, 40_000));
        Assert.Equal(204, Tus.Status(first));
        var path = Path.Combine(Kit.Folder["files"], "uploads", id);
        File.Move(path, path + ".kept");
        // A device of the kernel whose every write fails with ENOSPC.
        File.CreateSymbolicLink(path, "/dev/full");
        using var full = await tus.PatchAsync(id, 40_000, bid.File.AsMemory(40_000));
        Assert.Equal(507, Tus.Status(full));
        Assert.Equal("ET-3006", await Tus.CodeAsync(full));
        Assert.Equal(40_000, await tus.OffsetAsync(id));
        await Refusals.WithCodeAsync("ET-3004", () => bidder.SubmitAsync(bidder.Statement(bid)));
        File.Move(path + ".kept", path, overwrite: true);
        using var again = await tus.PatchAsync(id, 40_000, bid.File.AsMemory(40_000));
        Assert.Equal(204, Tus.Status(again));
        await bidder.SubmitAsync(bidder.Statement(bid));
    }

    [Fact]
    public async Task File_ThatCannotGetItsName_IsStoredByTheNextTry()
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(vault.Tender);
        using var tus = new Tus(Kit.Address, (await bidder.SessionAsync()).Facts.Token);
        var id = await tus.NewAsync(vault.Tender, bid.File.Length);
        // A file where the folder of the root should be: the rename fails, as on a disk without room for a name.
        var name = Convert.ToHexStringLower(bid.Sealed.TreeRoot);
        var folder = Path.Combine(Kit.Folder["files"], "files", name[..2]);
        var aside = folder + ".aside";
        if (Directory.Exists(folder))
        {
            Directory.Move(folder, aside);
        }

        await File.WriteAllTextAsync(folder, "");
        using var failed = await tus.PatchAsync(id, 0, bid.File);
        Assert.Equal(507, Tus.Status(failed));
        Assert.Equal("ET-3006", await Tus.CodeAsync(failed));
        await Refusals.WithCodeAsync("ET-3004", () => bidder.SubmitAsync(bidder.Statement(bid)));
        File.Delete(folder);
        if (Directory.Exists(aside))
        {
            Directory.Move(aside, folder);
        }

        var facts = await (await bidder.SessionAsync()).Uploads.GetAsync(id, default);
        Assert.Equal((Sealing.UploadState.Stored, bid.File.Length), (facts.State, facts.Offset));
        await bidder.SubmitAsync(bidder.Statement(bid));
    }

    [Theory]
    [InlineData("leaf")]
    [InlineData("submission")]
    [InlineData("audit")]
    [InlineData("commit_key")]
    public async Task Commit_WhileTheDatabaseIsFull_GivesNoReceipt_AndItsRetryTheFirst(string table)
    {
        var bidder = vault.NewBidder();
        var bid = await bidder.SealAsync(vault.Tender);
        await bidder.UploadAsync(bid);
        var session = await bidder.SessionAsync();
        var (message, key) = (bidder.Sign(bidder.Statement(bid)), TestBidder.NewKey());
        await using var source = NpgsqlDataSource.Create(Kit.Database);
        await using var db = await source.OpenConnectionAsync();
        await db.ExecuteAsync(
            $"""
            create function no_room() returns trigger language plpgsql as
                'begin raise exception ''No space left on device'' using errcode = ''disk_full''; end';
            create trigger no_room before insert on {table} for each row execute function no_room();
            """,
            default
        );
        var problem = await Refusals.WithCodeAsync("ET-3071", () => session.SubmitAsync(message, key, default));
        await db.ExecuteAsync("drop function no_room cascade", default);
        Assert.Equal((503, null), (problem.Status, problem.Refusal));
        Assert.Empty(await session.GetSubmissionsAsync(vault.Tender, default));
        var receipt = TestBidder.Receipt(await session.SubmitAsync(message, key, default));
        Assert.Equal(
            [receipt.ReceiptNo],
            (await session.GetSubmissionsAsync(vault.Tender, default)).Select(s => s.ReceiptNo)
        );
    }
}
