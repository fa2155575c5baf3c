using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Hosting;
using Tender.Vault.Tests.Crash;
using Tender.Vault.Tests.Kit;

namespace Tender.Vault.Tests.Openings;

/// <summary>A whole vault with three real seats, and tenders whose bids open in two phases.</summary>
internal sealed class PhaseKit : IAsyncDisposable
{
    private const int TradingOrganisation = 8001;
    private readonly List<RealSeat> seats = [];
    private Type[] byHand = [];

    internal VaultKit Kit { get; private set; } = null!;

    /// <summary>The vault when it runs as a process of its own.</summary>
    internal VaultProcess? Process { get; private set; }

    internal IReadOnlyList<RealSeat> Seats => seats;

    internal static async Task<PhaseKit> StartAsync(
        PostgresFixture postgres,
        AnvilFixture anvil,
        bool asProcess = false
    )
    {
        var world = new PhaseKit();
        world.Kit = await VaultKit.StartAsync(
            postgres,
            anvil,
            new VaultKitOptions
            {
                WithKeys = false,
                WithoutVault = asProcess,
                PoolSize = 12,
                Settings = new Dictionary<string, string?> { ["Vault:MinBids"] = "1" },
                AdjustLast = world.Hold,
            }
        );
        if (asProcess)
        {
            world.Process = new VaultProcess(world.Kit);
            await world.Process.StartAsync();
        }

        world.seats.AddRange(Enumerable.Range(1, 3).Select(n => new RealSeat(world.Kit, n)));
        await Eventually.TrueAsync(
            async () =>
            {
                await world.LookAsync();
                return await world.Kit.ScalarAsync<long>("select count(*) from key_pool where state = 'closed'") > 0;
            },
            "the ceremony ends"
        );
        return world;
    }

    /// <summary>All seats look at the vault once.</summary>
    internal async Task LookAsync()
    {
        foreach (var seat in seats)
        {
            await seat.LookAsync();
        }
    }

    /// <summary>The vault's process ends and starts again, the seats follow. Steps of these types then run only when the test says so.</summary>
    internal async Task RestartAsync(params Type[] stepsByHand)
    {
        byHand = stepsByHand;
        await Kit.StopVaultAsync();
        await Kit.StartVaultAsync();
        foreach (var seat in seats)
        {
            seat.Restart();
        }
    }

    /// <summary>Twice at the same moment: whatever a step did before it died, the next run does not do again.</summary>
    internal Task RunTwiceAsync<TStep>()
        where TStep : IStep =>
        Task.WhenAll(
            Task.Run(() => Kit.Service<TStep>().RunAsync(default)),
            Task.Run(() => Kit.Service<TStep>().RunAsync(default))
        );

    /// <summary>Twice, one after the other: a row that somebody else signs at the same moment is that one's (the runner would try again).</summary>
    internal async Task RepeatAsync<TStep>()
        where TStep : IStep
    {
        await Kit.Service<TStep>().RunAsync(default);
        await Kit.Service<TStep>().RunAsync(default);
    }

    /// <summary>A section whose deadline lies some seconds ahead.</summary>
    internal async Task<byte[]> PublishAsync(int seconds, int minBids = 1, int objectionSeconds = 0)
    {
        var order = Kit.Order(
            Kit.Ledger.Grid.NextBorder(Kit.Time.GetUtcNow().AddSeconds(seconds)),
            minBids,
            objectionSeconds
        );
        await Kit.SendOrderAsync(order);
        await Kit.WaitForStateAsync(order.TenderRef, VaultState.Keyed);
        return order.TenderRef;
    }

    /// <summary>A bid with a summary and a body in phase 1 and, when <paramref name="later"/> is given, a part 3 in phase 2.</summary>
    internal async Task<byte[]> BidAsync(byte[] tender, int organisation, byte[]? later)
    {
        var bidder = Kit.Bidder(organisation);
        var bid = await bidder.SealAsync(
            tender,
            alter: r => r with { Parts = later is null ? r.Parts : [.. r.Parts, SealInput.Of(3, 2, later)] }
        );
        await bidder.UploadAsync(bid);
        return TestBidder.Receipt(await bidder.SubmitAsync(bidder.Statement(bid))).Commitment;
    }

    /// <summary>Seats look until the section is there.</summary>
    internal Task OpenAsync(byte[] tender, VaultState state = VaultState.Opened) =>
        Eventually.TrueAsync(
            async () =>
            {
                await LookAsync();
                return (await Kit.Client.GetTenderAsync(tender, default)).State == state;
            },
            $"the section is {state}; vault:\n{Kit.Log}\nseats:\n{string.Join('\n', seats.Select(s => s.Log))}",
            TimeSpan.FromSeconds(60)
        );

    internal PhaseOrder Order(byte[] tender, int phase, params IEnumerable<byte[]> commitments) =>
        new()
        {
            V = 1,
            Action = PhaseOrder.ActionName,
            TenderRef = tender,
            Phase = phase,
            Commitments = [.. commitments.Order(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))],
            DecisionHash = SHA256.HashData("decision"u8),
            Nonce = SystemRandom.Instance.Bytes(16),
            IssuedAt = Kit.Time.GetUtcNow(),
        };

    internal byte[] Sign(PhaseOrder order, int signer = TradingOrganisation) =>
        CmsSigner.Sign(order.Write(), TestOrganisations.Certificate(signer), Kit.Time.GetUtcNow());

    internal Task<TenderFacts> SendAsync(PhaseOrder order, int signer = TradingOrganisation) =>
        Kit.Client.OpenPhaseAsync(order, Sign(order, signer), default);

    internal static async Task<byte[]> ReadAsync(Task<Stream> answer)
    {
        await using var stream = await answer;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var seat in seats)
        {
            seat.Dispose();
        }

        if (Process is not null)
        {
            await Process.DisposeAsync();
        }

        await Kit.DisposeAsync();
    }

    private void Hold(IServiceCollection services)
    {
        var runners = byHand.Select(s => typeof(StepRunner<>).MakeGenericType(s)).ToList();
        foreach (var hosted in services.Where(s => runners.Contains(s.ImplementationType!)).ToList())
        {
            services.Remove(hosted);
        }
    }
}
