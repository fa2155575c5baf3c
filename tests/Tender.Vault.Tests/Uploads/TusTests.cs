using Tender.Sealing;
using Tender.Vault.Tests.Kit;
using Xunit;

namespace Tender.Vault.Tests.Uploads;

public sealed class TusTests(VaultFixture vault) : IClassFixture<VaultFixture>
{
    private async Task<(Tus Tus, TestBidder Bidder, TestBid Bid)> StartAsync(int bodyLength = 1000)
    {
        var bidder = vault.NewBidder();
        var session = await bidder.SessionAsync();
        var bid = await bidder.SealAsync(vault.Tender, bodyLength: bodyLength);
        return (new Tus(vault.Kit.Address, session.Facts.Token), bidder, bid);
    }

    [Fact]
    public async Task Options_TellsVersionAndExtensions()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Options, new Uri(vault.Kit.Address, "v1/uploads"));
        using var response = await http.SendAsync(request);
        Assert.Equal("1.0.0", response.Headers.GetValues("Tus-Version").Single());
        Assert.Equal("creation,checksum,expiration,termination", response.Headers.GetValues("Tus-Extension").Single());
        Assert.Equal("sha256", response.Headers.GetValues("Tus-Checksum-Algorithm").Single());
    }

    [Fact]
    public async Task Request_WithoutVersion_Is412AndTellsOurs()
    {
        var (tus, _, bid) = await StartAsync();
        using (tus)
        {
            var id = await tus.NewAsync(vault.Tender, bid.File.Length);
            using var response = await tus.SendAsync(HttpMethod.Head, $"v1/uploads/{id}", "0.2.2");
            Assert.Equal(412, Tus.Status(response));
            Assert.Equal("1.0.0", response.Headers.GetValues("Tus-Version").Single());
        }
    }

    [Fact]
    public async Task Patch_InPiecesOfAnySize_StoresTheFile()
    {
        var (tus, bidder, bid) = await StartAsync(bodyLength: 600_000);
        using (tus)
        {
            var id = await tus.NewAsync(vault.Tender, bid.File.Length);
            var offset = 0;
            foreach (var size in (int[])[1, 15, 760, 262_143, 2, int.MaxValue])
            {
                var piece = bid.File.AsMemory(offset, Math.Min(size, bid.File.Length - offset));
                using var response = await tus.PatchAsync(id, offset, piece, Tus.ChecksumOf(piece.Span));
                Assert.Equal(204, Tus.Status(response));
                offset += piece.Length;
                Assert.Equal(offset, await tus.OffsetAsync(id));
            }

            var facts = await (await bidder.SessionAsync()).Uploads.GetAsync(id, default);
            Assert.Equal(UploadState.Stored, facts.State);
            Assert.Equal(bid.Sealed.TreeRoot, facts.TreeRoot);
            Assert.Equal(bid.Sealed.Header.Hash(), facts.HeaderHash);
            Assert.Equal(bid.Sealed.Header.LeafCount, facts.LeafCount);
        }
    }

    [Fact]
    public async Task Patch_WithWrongChecksum_Is460AndChangesNothing()
    {
        var (tus, _, bid) = await StartAsync();
        using (tus)
        {
            var id = await tus.NewAsync(vault.Tender, bid.File.Length);
            var piece = bid.File.AsMemory(0, 500);
            using var wrong = await tus.PatchAsync(id, 0, piece, Tus.ChecksumOf([1, 2, 3]));
            Assert.Equal(460, Tus.Status(wrong));
            Assert.Equal("ET-3024", await Tus.CodeAsync(wrong));
            Assert.Equal(0, await tus.OffsetAsync(id));
            using var right = await tus.PatchAsync(id, 0, piece, Tus.ChecksumOf(piece.Span));
            Assert.Equal(204, Tus.Status(right));
        }
    }

    [Theory]
    [InlineData("md5 AAAA")]
    [InlineData("sha256 !!!!")]
    [InlineData("sha256 AAAA")]
    [InlineData("sha256")]
    public async Task Patch_WithUnreadableChecksum_Is400(string header)
    {
        var (tus, _, bid) = await StartAsync();
        using (tus)
        {
            var id = await tus.NewAsync(vault.Tender, bid.File.Length);
            using var response = await tus.PatchAsync(id, 0, bid.File.AsMemory(0, 10), header);
            Assert.Equal(400, Tus.Status(response));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(499)]
    [InlineData(501)]
    public async Task Patch_AtAnotherOffset_Is409(long offset)
    {
        var (tus, _, bid) = await StartAsync();
        using (tus)
        {
            var id = await tus.NewAsync(vault.Tender, bid.File.Length);
            using var first = await tus.PatchAsync(id, 0, bid.File.AsMemory(0, 500));
            using var wrong = await tus.PatchAsync(id, offset, bid.File.AsMemory(500, 10));
            Assert.Equal(409, Tus.Status(wrong));
            Assert.Equal("ET-3023", await Tus.CodeAsync(wrong));
            Assert.Equal(500, await tus.OffsetAsync(id));
        }
    }

    [Fact]
    public async Task Patch_OverTheDeclaredLength_Is413()
    {
        var (tus, _, bid) = await StartAsync();
        using (tus)
        {
            var id = await tus.NewAsync(vault.Tender, bid.File.Length);
            using var response = await tus.PatchAsync(id, 0, new byte[bid.File.Length + 1]);
            Assert.Equal(413, Tus.Status(response));
            Assert.Equal(0, await tus.OffsetAsync(id));
        }
    }

    [Fact]
    public async Task Create_OverTheLimit_Is413()
    {
        var (tus, _, _) = await StartAsync();
        using (tus)
        {
            using var response = await tus.CreateAsync(vault.Tender, 1024L * 1024 * 1024 + 1);
            Assert.Equal(413, Tus.Status(response));
        }
    }

    [Fact]
    public async Task Create_ForAnUnknownSection_Is404()
    {
        var (tus, _, _) = await StartAsync();
        using (tus)
        {
            using var response = await tus.CreateAsync(new byte[32], 1000);
            Assert.Equal(404, Tus.Status(response));
        }
    }

    [Fact]
    public async Task Upload_OfAnotherOrganisation_IsAsMissing()
    {
        var (tus, _, bid) = await StartAsync();
        var (stranger, _, _) = await StartAsync();
        using (tus)
        using (stranger)
        {
            var id = await tus.NewAsync(vault.Tender, bid.File.Length);
            var missing = new string('a', 32);
            foreach (var method in (HttpMethod[])[HttpMethod.Head, HttpMethod.Get, HttpMethod.Delete])
            {
                using var foreign = await stranger.SendAsync(method, $"v1/uploads/{id}");
                using var nothing = await stranger.SendAsync(method, $"v1/uploads/{missing}");
                Assert.Equal(404, Tus.Status(foreign));
                Assert.Equal(404, Tus.Status(nothing));
                Assert.Equal(foreign.Content.Headers.ContentLength, nothing.Content.Headers.ContentLength);
            }

            using var patch = await stranger.PatchAsync(id, 0, bid.File.AsMemory(0, 10));
            Assert.Equal(404, Tus.Status(patch));
            Assert.Equal(0, await tus.OffsetAsync(id));
        }
    }

    [Fact]
    public async Task Delete_ForgetsTheUpload()
    {
        var (tus, _, bid) = await StartAsync();
        using (tus)
        {
            var id = await tus.NewAsync(vault.Tender, bid.File.Length);
            using var patch = await tus.PatchAsync(id, 0, bid.File.AsMemory(0, 100));
            using var gone = await tus.SendAsync(HttpMethod.Delete, $"v1/uploads/{id}");
            Assert.Equal(204, Tus.Status(gone));
            using var head = await tus.SendAsync(HttpMethod.Head, $"v1/uploads/{id}");
            Assert.Equal(404, Tus.Status(head));
            Assert.False(File.Exists(Path.Combine(vault.Kit.Folder["files"], "uploads", id)));
        }
    }

    [Fact]
    public async Task Patch_FromTwoWriters_LetsOneThrough()
    {
        var (tus, _, bid) = await StartAsync(bodyLength: 3_000_000);
        using (tus)
        {
            var id = await tus.NewAsync(vault.Tender, bid.File.Length);
            var all = await Task.WhenAll(
                Enumerable.Range(0, 6).Select(_ => tus.PatchAsync(id, 0, bid.File.AsMemory(0, 2_000_000)))
            );
            Assert.Single(all, r => Tus.Status(r) == 204);
            Assert.All(all.Where(r => Tus.Status(r) != 204), r => Assert.True(Tus.Status(r) is 423 or 409));
            Assert.Equal(2_000_000, await tus.OffsetAsync(id));
            foreach (var response in all)
            {
                response.Dispose();
            }
        }
    }

    [Fact]
    public async Task Patch_CutInTheMiddle_KeepsWhatIsDurableAndGoesOn()
    {
        var (tus, bidder, bid) = await StartAsync(bodyLength: 2_000_000);
        using (tus)
        {
            var id = await tus.NewAsync(vault.Tender, bid.File.Length);
            var path = Path.Combine(vault.Kit.Folder["files"], "uploads", id);
            using (
                await SlowPiece.BeginAsync(
                    vault.Kit.Address,
                    (await bidder.SessionAsync()).Facts.Token,
                    id,
                    bid.File.AsMemory(0, 500_000),
                    bid.File.Length
                )
            )
            {
                await Testing.Eventually.TrueAsync(
                    () => new FileInfo(path).Length > 0,
                    "the vault has read some of it"
                );
            }

            await Testing.Eventually.TrueAsync(
                async () => await tus.OffsetAsync(id) > 0,
                "the bytes before the cut are durable"
            );
            var session = await bidder.SessionAsync();
            using var file = new MemoryStream(bid.File);
            var facts = await session.Uploads.SendAsync(id, file, null, TimeProvider.System, default);
            Assert.Equal(UploadState.Stored, facts.State);
            Assert.Equal(bid.Sealed.TreeRoot, facts.TreeRoot);
        }
    }

    [Fact]
    public async Task Create_TooManyUnfinished_Is429()
    {
        var (tus, _, bid) = await StartAsync();
        using (tus)
        {
            for (var i = 0; i < 20; i++)
            {
                await tus.NewAsync(vault.Tender, bid.File.Length);
            }

            using var response = await tus.CreateAsync(vault.Tender, bid.File.Length);
            Assert.Equal(429, Tus.Status(response));
        }
    }
}
