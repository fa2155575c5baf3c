using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Cli.Tests;

[Trait("Speed", "slow")]
public sealed class CeremonyTests : IDisposable
{
    private static readonly string[] OrgCodes =
    [
        .. new[] { "91330106MA2027158", "91310115MA1K3YJ12", "91440300MA5EQ0QL1" }.Select(b =>
            b + OrganisationCode.CheckCharacter(b)
        ),
    ];

    private readonly Terminal terminal = new();
    private readonly TemporaryFolder authorities = TestAuthority.TrustFolder();

    public void Dispose()
    {
        terminal.Dispose();
        authorities.Dispose();
    }

    [Fact]
    public async Task Ceremony_OfThreeSeats_MakesKeysThatAllHoldTheSameOf()
    {
        terminal.Vault.Pool = new FakePool(3, 2, 4);
        var runs = await Task.WhenAll(Enumerable.Range(1, 3).Select(s => RunAsync(s)));
        Assert.All(runs, r => Assert.Equal(0, r.Code));
        Assert.All(runs, r => Assert.Equal(4, r.Json.GetProperty("keys").GetInt32()));

        var seats = Enumerable.Range(1, 3).Select(Read).ToList();
        Assert.All(seats, s => Assert.Equal(4, s.Shares.Count));
        for (var key = 0; key < 4; key++)
            Assert.Single(seats.Select(s => Convert.ToHexString(s.Shares[key].TranscriptHash)).Distinct());

        // A second run finds everything done.
        Assert.Equal(0, (await RunAsync(2, keygen: false)).Code);
    }

    [Fact]
    public async Task Ceremony_WithABentMessage_StopsAndNamesTheSeat()
    {
        terminal.Vault.Pool = new FakePool(3, 2, 2)
        {
            Bend = (seat, deal) =>
                seat != 2
                    ? deal
                    : new PoolDeal([.. deal.Messages.Select(m => (ReadOnlyMemory<byte>)Flip(m.ToArray()))]),
        };
        var runs = await Task.WhenAll(Enumerable.Range(1, 3).Select(s => RunAsync(s)));
        Assert.Equal([ExitCode.ClaimFails, ExitCode.Mismatch, ExitCode.ClaimFails], runs.Select(r => r.Code));
        Assert.Contains("seat 2", runs[0].Json.GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.All(terminal.Vault.Pool.Signatures, Assert.Null);
    }

    [Fact]
    public async Task Ceremony_WithAThresholdBelowTheAcceptedOne_IsRefused()
    {
        terminal.Vault.Pool = new FakePool(3, 2, 2);
        var runs = await Task.WhenAll(Enumerable.Range(1, 3).Select(s => RunAsync(s, smallest: 3)));
        Assert.All(
            runs,
            r => Assert.Equal((ExitCode.Mismatch, "ceremony-refused"), (r.Code, r.Json.GetProperty("code").GetString()))
        );
    }

    [Fact]
    public async Task Ceremony_WhileOthersAreMissing_EndsAfterItsTime()
    {
        terminal.Vault.Pool = new FakePool(3, 2, 2);
        Assert.Equal(ExitCode.Incomplete, (await RunAsync(1, more: "--timeout 5")).Code);
    }

    private async Task<Run> RunAsync(int seat, bool keygen = true, int smallest = 2, string more = "--timeout 100000")
    {
        if (keygen)
        {
            terminal.WriteCertificate($"seat{seat}.p12", OrgCodes[seat - 1]);
            Assert.Equal(0, (await terminal.TenderAsync($"keygen --keys @seat{seat}")).Code);
        }

        return await terminal.TenderAsync(
            $"ceremony --keys @seat{seat} --seat {seat} --vault http://localhost:5081 --certificate @seat{seat}.p12 --certificate-password-file @p12pw --authorities {authorities.Path} --smallest-k {smallest} --json {more}"
        );
    }

    private SeatKeys Read(int seat)
    {
        var file = Assert.Single(Directory.GetFiles(terminal[$"seat{seat}"], "*.sbidseat"));
        return SeatKeysFile.Read(File.ReadAllBytes(file), "p12");
    }

    private static byte[] Flip(byte[] bytes)
    {
        // In the proof of possession, which every seat checks; a bent share only its receiver would see.
        bytes[100] ^= 1;
        return bytes;
    }
}
