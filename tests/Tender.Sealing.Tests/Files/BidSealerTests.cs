using Tender.Testing;
using Xunit;

namespace Tender.Sealing.Tests;

public class BidSealerTests
{
    private readonly SeededRandom random = new(41);
    private readonly CurvePoint publicKey = P256.Generator.Multiply(Scalar.From(77));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Seal_WithMoreWorkers_GivesTheSameFile(int workers)
    {
        byte[][] contents = [Sealed.Pattern(60), Sealed.Pattern(30 * 262_112 + 5), Sealed.Pattern(8 * 262_112 - 8)];
        var one = await Sealed.MakeAsync(42, contents, r => r with { Workers = 1 });
        var more = await Sealed.MakeAsync(42, contents, r => r with { Workers = workers });
        Assert.Equal(one.File, more.File);
        Assert.Equal(one.Bid.TreeRoot, more.Bid.TreeRoot);
        Assert.Equal(contents, await more.OpenAsync(more.File));
    }

    [Fact]
    public async Task Seal_Twice_SharesNothingButTheBinding()
    {
        var first = await Sealed.MakeAsync(43, [Sealed.Pattern(500)]);
        var request = Sealed.NewRequest(random, publicKey, Sealed.Pattern(500)) with
        {
            BidNonce = first.Request.BidNonce,
        };
        using var file = new MemoryStream();
        var second = await new BidSealer(random, Sealed.Clock).SealAsync(request, file);

        var (a, b) = (first.Header.Parts[0], second.Header.Parts[0]);
        Assert.Equal(first.Header.BidderTag, second.Header.BidderTag);
        Assert.NotEqual(a.Enc, b.Enc);
        Assert.NotEqual(a.PayloadIv, b.PayloadIv);
        Assert.NotEqual(first.Bid.Secrets[0].Secret, second.Secrets[0].Secret);
        Assert.NotEqual(first.Bid.TreeRoot, second.TreeRoot);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(101)]
    [InlineData(0)]
    public async Task Seal_AContentOfAnotherLengthThanSaid_IsRefused(int said)
    {
        var input = SealInput.Of(1, 1, new byte[100]) with { Length = said };
        var refusal = await Assert.ThrowsAsync<SealingException>(() => SealAsync(r => r with { Parts = [input] }));
        Assert.Equal(SealingError.ContentLength, refusal.Kind);
    }

    [Fact]
    public async Task Seal_ToBytesThatAreNoPoint_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<SealingException>(() =>
            SealAsync(r => r with { PublicKey = new byte[65] })
        );
        Assert.Equal(SealingError.Point, refusal.Kind);
    }

    [Fact]
    public async Task Seal_ARequestThatCannotMakeAFile_IsRefusedBeforeAByte()
    {
        var part = SealInput.Of(1, 1, []);
        Func<SealRequest, SealRequest>[] wrong =
        [
            r => r with { TenderRef = new byte[31] },
            r => r with { DocHash = new byte[33] },
            r => r with { KeySetId = default },
            r => r with { PublicKey = new byte[33] },
            r => r with { BidNonce = new byte[16] },
            r => r with { OrganisationCode = "91370100MA3TEST01" },
            r => r with { OrganisationCode = "91370100MA3TEST01é" },
            r => r with { Parts = [] },
            r => r with { Parts = [.. Enumerable.Range(1, 9).Select(i => part with { PartId = (byte)i })] },
            r => r with { Parts = [part, part] },
            r => r with { Parts = [part with { PartId = 2 }, part] },
            r => r with { Parts = [part with { PartId = 0 }] },
            r => r with { Parts = [part with { Phase = 0 }] },
            r => r with { Parts = [part with { Phase = 9 }] },
            r => r with { Parts = [part with { Length = -1 }] },
            r => r with { Workers = 0 },
            r => r with { Workers = 65 },
        ];
        foreach (var change in wrong)
            await Assert.ThrowsAnyAsync<ArgumentException>(() => SealAsync(change));
    }

    [Fact]
    public async Task Seal_Progress_CountsContentToItsEnd()
    {
        var seen = new List<long>();
        var request = Sealed.NewRequest(random, publicKey, Sealed.Pattern(100), Sealed.Pattern(5 * 262_112));
        await new BidSealer(random, Sealed.Clock).SealAsync(request, Stream.Null, new Heard(seen.Add));
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(100 + 5 * 262_112, seen[^1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Seal_Cancelled_StopsAndLeavesNoWorkerBehind(int workers)
    {
        using var stop = new CancellationTokenSource();
        var request = Sealed.NewRequest(random, publicKey, Sealed.Pattern(40 * 262_112)) with { Workers = workers };
        var progress = new Heard(_ => stop.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new BidSealer(random, Sealed.Clock).SealAsync(request, Stream.Null, progress, stop.Token)
        );
    }

    private async Task<SealedBid> SealAsync(Func<SealRequest, SealRequest> change)
    {
        using var file = new MemoryStream();
        try
        {
            return await new BidSealer(random, Sealed.Clock).SealAsync(
                change(Sealed.NewRequest(random, publicKey, new byte[10])),
                file
            );
        }
        catch (ArgumentException)
        {
            Assert.Equal(0, file.Length);
            throw;
        }
    }
}
