using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Tender.Site.Documents;
using Tender.Site.Shared.Faults;
using Xunit;

namespace Tender.Site.Tests.Documents;

/// <summary>The adapter against a small server that speaks the daemon's protocol over real TCP.</summary>
public sealed class ClamAvTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData(64 * 1024 + 1)]
    [InlineData(300_000)]
    public async Task Scan_CleanContent_ArrivesByteByByte(int size)
    {
        var content = new byte[size];
        new Tender.Testing.SeededRandom(7).Fill(content);
        await using var daemon = new Daemon("stream: OK");

        var verdict = await daemon.Scanner.ScanAsync(new MemoryStream(content), default);

        Assert.Equal(new ScanVerdict(ScanVerdict.Clean, null), verdict);
        Assert.Equal(SHA256.HashData(content), SHA256.HashData(await daemon.Received));
    }

    [Fact]
    public async Task Scan_Infected_NamesTheThreat()
    {
        await using var daemon = new Daemon("stream: Eicar-Test-Signature FOUND");

        var verdict = await daemon.Scanner.ScanAsync(new MemoryStream("x"u8.ToArray()), default);

        Assert.Equal("Eicar-Test-Signature", verdict.Threat);
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("")]
    [InlineData("stream: something else")]
    public async Task Scan_AnswerThatIsNoVerdict_LetsNothingThrough(string answer)
    {
        await using var daemon = new Daemon(answer);

        var refused = await Assert.ThrowsAsync<Refused>(() =>
            daemon.Scanner.ScanAsync(new MemoryStream("x"u8.ToArray()), default)
        );

        Assert.Equal("ET-1117", refused.Findings[0].RuleId);
    }

    [Fact]
    public async Task Scan_NobodyThere_LetsNothingThrough()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        var refused = await Assert.ThrowsAsync<Refused>(() =>
            new ClamAvScanner("127.0.0.1", port).ScanAsync(new MemoryStream("x"u8.ToArray()), default)
        );

        Assert.Equal("ET-1117", refused.Findings[0].RuleId);
    }

    /// <summary>One connection: reads the command and the pieces, answers, ends.</summary>
    private sealed class Daemon : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly string answer;

        public Daemon(string answer)
        {
            this.answer = answer;
            listener.Start();
            Received = ServeAsync();
        }

        public Task<byte[]> Received { get; }

        internal ClamAvScanner Scanner => new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);

        public async ValueTask DisposeAsync()
        {
            await Received;
            listener.Dispose();
        }

        private async Task<byte[]> ServeAsync()
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var wire = client.GetStream();
            var command = new byte[10];
            await wire.ReadExactlyAsync(command);
            Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
            using var content = new MemoryStream();
            var head = new byte[4];
            while (true)
            {
                await wire.ReadExactlyAsync(head);
                var length = BinaryPrimitives.ReadInt32BigEndian(head);
                if (length == 0)
                {
                    break;
                }

                var piece = new byte[length];
                await wire.ReadExactlyAsync(piece);
                content.Write(piece);
            }

            await wire.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"));
            return content.ToArray();
        }
    }
}
