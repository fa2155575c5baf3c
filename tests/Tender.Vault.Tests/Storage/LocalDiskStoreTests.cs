using System.Security.Cryptography;
using Tender.Testing;
using Tender.Vault.Storage;
using Xunit;

namespace Tender.Vault.Tests.Storage;

public sealed class LocalDiskStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new("store");
    private readonly LocalDiskStore store;

    public LocalDiskStoreTests() => store = new LocalDiskStore(folder["files"]);

    private static readonly string Id = new('a', 32);

    private Task<long> AppendAsync(long offset, params byte[] bytes) =>
        store.AppendAsync(Id, offset, new MemoryStream(bytes), default);

    private async Task<byte[]> ReadAsync()
    {
        await using var stream = (await store.ReadUploadAsync(Id, 0, default))!;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    [Fact]
    public async Task Append_AtAnEarlierOffset_WritesOver()
    {
        await store.CreateAsync(Id, default);
        await AppendAsync(0, 1, 2, 3, 4);
        await AppendAsync(2, 9);
        Assert.Equal([1, 2, 9, 4], await ReadAsync());
    }

    [Fact]
    public async Task Publish_GivesTheFileItsRoot_AndMayBeRepeated()
    {
        var root = SHA256.HashData([1]);
        await AppendAsync(0, 5, 6);
        await store.PublishAsync(Id, root, default);
        await store.PublishAsync(Id, root, default);
        Assert.Null(await store.ReadUploadAsync(Id, 0, default));
        await using var file = (await store.OpenFileAsync(root, default))!;
        Assert.Equal(2, file.Length);
    }

    [Fact]
    public async Task Publish_OfTheSameBytesAgain_KeepsOneFile()
    {
        var root = SHA256.HashData([1]);
        await AppendAsync(0, 5);
        await store.PublishAsync(Id, root, default);
        await AppendAsync(0, 5);
        await store.PublishAsync(Id, root, default);
        Assert.Single(Directory.EnumerateFiles(folder["files/files"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Files_BelongToThisUserOnly()
    {
        await AppendAsync(0, 5);
        await store.PublishAsync(Id, new byte[32], default);
        foreach (var file in Directory.EnumerateFiles(folder["files"], "*", SearchOption.AllDirectories))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(folder["files/uploads"])
        );
    }

    [Fact]
    public async Task Append_ToAFullDevice_TellsThatThereIsNoSpace()
    {
        File.CreateSymbolicLink(Path.Combine(folder["files/uploads"], Id), "/dev/full");
        var fault = await Assert.ThrowsAsync<StorageFaultException>(() => AppendAsync(0, 1, 2, 3));
        Assert.Equal(28, fault.Errno);
    }

    [Fact]
    public async Task File_ThatIsNotThere_IsNull() => Assert.Null(await store.OpenFileAsync(new byte[32], default));

    [Fact]
    public async Task Probe_LeavesNothing()
    {
        await store.ProbeAsync(default);
        Assert.Empty(Directory.EnumerateFiles(folder["files"], "*", SearchOption.AllDirectories));
    }

    public void Dispose() => folder.Dispose();
}
