using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Tender.Custodian.Checks;
using Tender.Custodian.Configuration;
using Tender.Custodian.Serving;
using Tender.Custodian.Tests.World;
using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Custodian.Tests.Configuration;

/// <summary>A seat starts with a good configuration only, and says in one line what is wrong with another.</summary>
public sealed class SeatConfigurationTests : IDisposable
{
    private static readonly DateTimeOffset Now = TestAuthority.From.AddDays(100);
    private readonly TemporaryFolder folder = new("config");
    private readonly Dictionary<string, string?> values = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Read_GoodConfiguration_HasEverything()
    {
        await PrepareAsync();
        var read = await ReadAsync();
        Assert.Equal(2, read.Seat.Number);
        Assert.Equal(ConfirmMode.Automatic, read.Seat.Confirm);
        Assert.Equal(2, read.SmallestK);
        Assert.True(read.Certificate.HasPrivateKey);
        Assert.Equal(20260UL, read.Trust.ChainId);
    }

    /// <summary>The time that a seat was given is the one that its checks use, whatever the vault says.</summary>
    [Fact]
    public async Task Open_ObjectionSecondsConfigured_AreTheSeatsLeastTime()
    {
        await PrepareAsync();
        values["Seat:ObjectionSeconds"] = "75";
        var (seat, _) = await SeatHost.OpenAsync(await ReadAsync(), default);
        using var keys = seat.Folder;
        Assert.Equal(TimeSpan.FromSeconds(75), seat.LeastObjection);
        using var world = await CustodyWorld.MakeAsync();
        var sealedAt = DateTimeOffset.FromUnixTimeSeconds((long)world.Case().Proven.SetOf(1)!.At);
        world.Tender = world.Tender with { ObjectionSeconds = 0 };
        world.Item = world.Item with { ObjectionUntil = sealedAt };
        var check = new ObjectionTimeCheck(seat.LeastObjection);
        Assert.True(check.Check(world.Case() with { Now = sealedAt.AddSeconds(75).AddTicks(-1) })!.IsEarly);
        Assert.Null(check.Check(world.Case() with { Now = sealedAt.AddSeconds(75) }));
    }

    public static TheoryData<string, string?, string> Wrong =>
        new()
        {
            { "Seat:Number", "0", "Seat:Number" },
            { "Seat:Number", "16", "Seat:Number" },
            { "Seat:Number", "two", "Seat:Number" },
            { "Seat:KeysPath", "", "Seat:KeysPath" },
            { "Seat:Vault", "http://vault.example/", "Seat:Vault" },
            { "Seat:Vault", null, "Seat:Vault" },
            { "Seat:AuthoritiesPath", "nowhere", "Seat:AuthoritiesPath" },
            { "Seat:ObjectionSeconds", "-1", "Seat:ObjectionSeconds" },
            { "Seat:Interval", "00:00:00", "Seat:Interval" },
            { "Seat:PasswordFile", "nowhere", "Seat:PasswordFile" },
            { "Seat:PasswordFile", "empty", "Seat:PasswordFile" },
            { "Seat:PasswordFile", "other", "Seat:Certificate" },
            { "Seat:Certificate", "nowhere", "Seat:Certificate" },
            { "Seat:Confirm", "maybe", "Seat:Confirm" },
            { "Seat:Organisations:0", "1", "Seat:Organisations" },
            { "Seat:Organisations:0", "91330106MA20271585", "Seat:Organisations" },
            { "Ledger:TrustFile", "nowhere", "Ledger:TrustFile" },
            { "Ledger:TrustFile", "empty", "Ledger:TrustFile" },
            { "Ledger:ChainId", "1", "Ledger:ChainId" },
            { "Ledger:TenderChain", "0x0000000000000000000000000000000000000001", "Ledger:TenderChain" },
            { "Ledger:Urls:0", null, "Ledger:Urls" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Read_OneValueWrong_NamesItInOneLine(string key, string? value, string named)
    {
        await PrepareAsync();
        values.Remove(key);
        if (value is not null)
        {
            values[key] = value is "nowhere" or "empty" or "other" ? folder[value] : value;
        }

        var refusal = await Assert.ThrowsAsync<SeatConfigurationException>(() => ReadAsync());
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain("tender-sample", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ExpiredCertificate_IsRefused()
    {
        await PrepareAsync(TestAuthority.A.IssueExpired(Now));
        var refusal = await Assert.ThrowsAsync<SeatConfigurationException>(() => ReadAsync());
        Assert.Contains("Expired", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_Production_AsksForMore()
    {
        await PrepareAsync();
        await AssertProductionAsync("Seat:Confirm");
        values["Seat:Confirm"] = "ask";
        await AssertProductionAsync("Seat:Organisations");
        values["Seat:Organisations:0"] = CustodyWorld.Code("12330000470051217");
        values["Seat:Organisations:1"] = "91330106MA20271585";
        await AssertProductionAsync("Seat:ObjectionSeconds");
        values["Seat:ObjectionSeconds"] = "120";
        await AssertProductionAsync("signed");
        await SignTrustAsync();
        await AssertProductionAsync("Ledger:SealType");
        values["Ledger:SealType"] = "qbft";
        await AssertProductionAsync("two nodes");
        values["Ledger:Urls:1"] = "http://127.0.0.1:2";
        await AssertProductionAsync("unsealed blocks");
    }

    private async Task AssertProductionAsync(string named)
    {
        var refusal = await Assert.ThrowsAsync<SeatConfigurationException>(() => ReadAsync(isProduction: true));
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    private Task<SeatConfiguration> ReadAsync(bool isProduction = false) =>
        SeatConfiguration.ReadAsync(
            new ConfigurationBuilder().AddInMemoryCollection(values).Build(),
            isProduction,
            Now
        );

    private async Task PrepareAsync(X509Certificate2? certificate = null)
    {
        using var world = await CustodyWorld.MakeAsync();
        TestAuthority.A.Publish(folder.Path, "a");
        await File.WriteAllBytesAsync(folder["trust.json"], world.Trust.Write());
        await File.WriteAllTextAsync(folder["password"], "tender-sample\n");
        await File.WriteAllTextAsync(folder["empty"], "");
        await File.WriteAllTextAsync(folder["other"], "another");
        var issued = certificate ?? TestAuthority.A.Issue();
        await File.WriteAllBytesAsync(folder["seat.p12"], issued.Export(X509ContentType.Pkcs12, "tender-sample"));
        values["Seat:Number"] = "2";
        values["Seat:KeysPath"] = folder["keys"];
        values["Seat:Certificate"] = folder["seat.p12"];
        values["Seat:PasswordFile"] = folder["password"];
        values["Seat:Confirm"] = "automatic";
        values["Seat:Vault"] = "http://127.0.0.1:5081";
        values["Seat:AuthoritiesPath"] = folder.Path;
        values["Ledger:Urls:0"] = "http://127.0.0.1:1";
        values["Ledger:ChainId"] = "20260";
        values["Ledger:AnchorLog"] = new Ledger.Evm.Address(world.Trust.AnchorLog.Address).ToString();
        values["Ledger:TenderChain"] = new Ledger.Evm.Address(world.Trust.TenderChain.Address).ToString();
        values["Ledger:TrustFile"] = folder["trust.json"];
    }

    private async Task SignTrustAsync()
    {
        using var world = await CustodyWorld.MakeAsync();
        await File.WriteAllBytesAsync(
            folder["trust.p7"],
            CmsSigner.Sign(world.Trust.Write(), world.Vault, TestAuthority.From.AddDays(1))
        );
        values["Ledger:TrustFile"] = folder["trust.p7"];
    }
}
