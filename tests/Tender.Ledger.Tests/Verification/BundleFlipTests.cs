using Tender.Ledger.Tests.World;
using Tender.Ledger.Verification;
using Xunit;

namespace Tender.Ledger.Tests.Verification;

[Trait("Speed", "slow")]
public sealed class BundleFlipTests
{
    /// <summary>Container, names, directory and contents; <see cref="Verify_EveryByteOfASmallBundle_IsNeverZero"/> leaves no byte out.</summary>
    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_BytesFlipped_IsNeverZero(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        var good = await new Opening(world).Seal().Answer(1, 3).Publish().BundleAsync(form);
        await NeverZeroAsync(world, Flipped.Of(good, step: 41, start: (int)form));
    }

    [Fact]
    public async Task Verify_EveryByteOfASmallBundle_IsNeverZero()
    {
        var world = new LedgerWorld();
        await world.SubmitAsync(0, 2);
        var good = await new Opening(world).Seal().BundleAsync();
        await NeverZeroAsync(world, Flipped.Of(good));
    }

    private static async Task NeverZeroAsync(LedgerWorld world, IEnumerable<(int Place, byte[] Bytes)> flips)
    {
        var verifier = new BundleVerifier(world.Trust);
        foreach (var (place, bytes) in flips)
        {
            using var zip = new MemoryStream(bytes);
            var report = await verifier.VerifyAsync(zip);
            Assert.True(report.ExitCode is 1 or 2 or 3, $"byte {place}: {report.Verdict}");
        }
    }

    /// <summary>A forger would mend check sums and manifest: in every entry some bytes are changed and the container is made anew.</summary>
    [Theory]
    [InlineData(BundleForm.Party)]
    [InlineData(BundleForm.Public)]
    public async Task Verify_ContentsChangedWithANewManifest_IsNeverZero(BundleForm form)
    {
        var world = await Worlds.WithBidsAsync();
        var good = await new Opening(world).Seal().Answer(1, 3).Publish().BundleAsync(form);
        var entries = await Rezipped.EntriesAsync(good);
        var verifier = new BundleVerifier(world.Trust);
        foreach (var index in Enumerable.Range(0, entries.Count))
        {
            var content = entries[index].Content;
            foreach (var (place, bytes) in Flipped.Of(content, step: content.Length / 3 + 1, start: content.Length / 9))
            {
                var mended = entries.Select((e, i) => i == index ? (e.Name, bytes) : e).ToList();
                using var changed = new MemoryStream(await Rezipped.OfAsync(mended));
                var report = await verifier.VerifyAsync(changed);
                Assert.True(report.ExitCode is 1 or 2 or 3, $"{entries[index].Name} byte {place}: {report.Verdict}");
            }
        }
    }

    [Fact]
    public async Task Verify_EveryCut_IsUnreadable()
    {
        var world = await Worlds.WithBidsAsync();
        var good = await new Opening(world).Seal().Answer(1, 3).Publish().BundleAsync();
        for (var length = 0; length < good.Length; length += 4999)
        {
            using var zip = new MemoryStream(good, 0, length);
            (await new BundleVerifier(world.Trust).VerifyAsync(zip)).Is(Verdict.Unreadable);
        }

        using var longer = new MemoryStream([.. good, 0]);
        (await new BundleVerifier(world.Trust).VerifyAsync(longer)).Is(Verdict.Unreadable);
    }
}
