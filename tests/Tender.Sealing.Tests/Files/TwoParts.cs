using Xunit;

namespace Tender.Sealing.Tests;

/// <summary>A file of two parts in two phases, sealed once for a class of tests: one segment, and two.</summary>
public sealed class TwoParts : IAsyncLifetime
{
    internal Sealed Made { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Made = await Sealed.MakeAsync(
            11,
            [Sealed.Pattern(200), Sealed.Pattern(262_104 + 100, 3)],
            r => r with { Parts = [r.Parts[0], r.Parts[1] with { Phase = 2 }] }
        );

    public Task DisposeAsync() => Task.CompletedTask;
}
