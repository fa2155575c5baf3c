using System.Net;
using System.Net.Sockets;
using Tender.Sample.Processes;
using Tender.Sample.Stack;
using Xunit;

namespace Tender.Sample.Tests.Stack;

public sealed class SamplePortsTests
{
    [Fact]
    public void EnsureFree_BusyPort_NamesItAndTheWayOut()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var busy = ((IPEndPoint)listener.LocalEndpoint).Port;
        var ports = SamplePorts.Free() with { Vault = busy };
        var refusal = Assert.Throws<PrerequisiteException>(ports.EnsureFree);
        Assert.Contains($"Port {busy} (vault)", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("TENDER_PORT_BASE=", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Free_GivesFourDifferentFreePorts()
    {
        var ports = SamplePorts.Free();
        ports.EnsureFree();
        Assert.Equal(4, new[] { ports.Site, ports.Vault, ports.Postgres, ports.Chain }.Distinct().Count());
    }

    [Theory]
    [InlineData(null, 5080)]
    [InlineData("", 5080)]
    [InlineData("1024", 1024)]
    [InlineData("65532", 65532)]
    public void FromEnvironment_GoodValue_IsTheFirstOfFour(string? value, int first) =>
        Assert.Equal(new SamplePorts(first, first + 1, first + 2, first + 3), SamplePorts.FromEnvironment(value));

    [Theory]
    [InlineData("1023")]
    [InlineData("65533")]
    [InlineData("-5080")]
    [InlineData("five")]
    public void FromEnvironment_BadValue_IsRefusedInOneLine(string value)
    {
        var refusal = Assert.Throws<PrerequisiteException>(() => SamplePorts.FromEnvironment(value));
        Assert.Contains(value, refusal.Message, StringComparison.Ordinal);
    }
}
