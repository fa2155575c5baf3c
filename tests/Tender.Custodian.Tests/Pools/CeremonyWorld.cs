using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Time.Testing;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;

namespace Tender.Custodian.Tests.Pools;

/// <summary>Three seats with their folders around one coordinator.</summary>
internal sealed class CeremonyWorld : IDisposable
{
    private static readonly string[] Organisations = ["123300004700512", "123300004700567", "91330000MA27Y5T"];
    private readonly TemporaryFolder files = new("ceremony");
    private readonly SeatFolder?[] folders = new SeatFolder?[FakeCoordinator.N];

    public FakeCoordinator Coordinator { get; } = new();

    public FakeTimeProvider Clock { get; } = new(TestAuthority.From.AddDays(100));

    /// <summary>The name of the person is the seat's number: the coordinator's token.</summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; } =
    [.. Enumerable.Range(1, FakeCoordinator.N).Select(s => TestAuthority.A.Issue(Code(s), $"第{s}席", $"{s}"))];

    public int SmallestK { get; set; } = 2;

    public IReadOnlyList<string>? Expected { get; set; }

    public static string Code(int seat)
    {
        var body = Organisations[seat - 1].PadRight(17, '0');
        return body + OrganisationCode.CheckCharacter(body);
    }

    /// <summary>A seat's process is gone; the next step is done by a new one.</summary>
    public void Restart(int seat)
    {
        folders[seat - 1]?.Dispose();
        folders[seat - 1] = null;
    }

    /// <summary>One step of a seat.</summary>
    public async Task<CeremonyStep> StepAsync(int seat)
    {
        var folder = folders[seat - 1] ??= new SeatFolder(files[$"{seat}"], "password", new SeededRandom((ulong)seat));
        using var http = Coordinator.Client();
        var random = new SeededRandom((ulong)(100 + seat));
        var identity = new SeatIdentity
        {
            Number = seat,
            Certificate = Certificates[seat - 1],
            Account = [.. Enumerable.Repeat((byte)seat, 20)],
        };
        var expected = new PoolExpectations
        {
            Trust = () => new TrustList([TestAuthority.A.Certificate], []),
            SmallestK = SmallestK,
            Organisations = Expected,
        };
        var session = await new VaultClient(http).SignInAsync(Certificates[seat - 1], Clock, random, default);
        return await new SeatCeremony(identity, folder, expected, random, Clock).AdvanceAsync(session, default);
    }

    /// <summary>One step of every seat, in order.</summary>
    public async Task<IReadOnlyList<CeremonyStep>> RoundAsync()
    {
        var steps = new List<CeremonyStep>();
        for (var seat = 1; seat <= FakeCoordinator.N; seat++)
        {
            steps.Add(await StepAsync(seat));
        }

        return steps;
    }

    public SeatPool PoolOf(int seat) => folders[seat - 1]!.Find(Coordinator.PoolId)!;

    public string FileOf(int seat, string kind) =>
        files[$"{seat}/pool-{Convert.ToHexStringLower(Coordinator.PoolId)}.{kind}"];

    public void Dispose()
    {
        foreach (var folder in folders)
        {
            folder?.Dispose();
        }

        Coordinator.Dispose();
        files.Dispose();
    }
}
