using Microsoft.Extensions.DependencyInjection;
using Tender.Testing;
using Tender.Vault.Storage;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Storage;

/// <summary>A disk that takes no bytes for a while: refused in words, nothing half done, and it goes on by itself.</summary>
public sealed class FullDiskTests(PostgresFixture postgres, AnvilFixture anvil)
    : IClassFixture<PostgresFixture>,
        IClassFixture<AnvilFixture>
{
    [Fact]
    public async Task Upload_WhileTheDiskIsFull_Is507AndGoesOnLater()
    {
        FailingStore? failing = null;
        await using var kit = await VaultKit.StartAsync(
            postgres,
            anvil,
            new VaultKitOptions
            {
                Adjust = services =>
                    services.AddSingleton<IBlobStore>(s =>
                        failing = new FailingStore(
                            new LocalDiskStore(s.GetRequiredService<Vault.Hosting.VaultOptions>().FilesPath)
                        )
                    ),
            }
        );
        var tender = await kit.PublishAsync();
        var bidder = kit.Bidder(1);
        var bid = await bidder.SealAsync(tender);
        var session = await bidder.SessionAsync();
        using var tus = new Tus(kit.Address, session.Facts.Token);
        var id = await tus.NewAsync(tender, bid.File.Length);
        failing!.IsFull = true;
        using var full = await tus.PatchAsync(id, 0, bid.File);
        Assert.Equal(507, Tus.Status(full));
        Assert.Equal("ET-3006", await Tus.CodeAsync(full));
        Assert.Equal(0, await tus.OffsetAsync(id));
        await Refusals.WithCodeAsync("ET-3004", () => bidder.SubmitAsync(bidder.Statement(bid)));
        failing.IsFull = false;
        using var again = await tus.PatchAsync(id, 0, bid.File);
        Assert.Equal(204, Tus.Status(again));
        await bidder.SubmitAsync(bidder.Statement(bid));
    }

    private sealed class FailingStore(IBlobStore inner) : IBlobStore
    {
        internal bool IsFull { get; set; }

        public Task CreateAsync(string uploadId, CancellationToken cancel) => inner.CreateAsync(uploadId, cancel);

        public Task<long> AppendAsync(string uploadId, long offset, Stream content, CancellationToken cancel) =>
            IsFull
                ? throw new StorageFaultException("write", 28)
                : inner.AppendAsync(uploadId, offset, content, cancel);

        public Task<Stream?> ReadUploadAsync(string uploadId, long offset, CancellationToken cancel) =>
            inner.ReadUploadAsync(uploadId, offset, cancel);

        public Task PublishAsync(string uploadId, ReadOnlyMemory<byte> treeRoot, CancellationToken cancel) =>
            inner.PublishAsync(uploadId, treeRoot, cancel);

        public Task DeleteUploadAsync(string uploadId, CancellationToken cancel) =>
            inner.DeleteUploadAsync(uploadId, cancel);

        public Task<Stream?> OpenFileAsync(ReadOnlyMemory<byte> treeRoot, CancellationToken cancel) =>
            inner.OpenFileAsync(treeRoot, cancel);

        public Task ProbeAsync(CancellationToken cancel) => inner.ProbeAsync(cancel);
    }
}
