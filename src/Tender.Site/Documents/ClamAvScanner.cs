using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Documents;

/// <summary>
/// ClamAV's daemon over TCP, command INSTREAM: <c>zINSTREAM\0</c>, then pieces with their length before them (four bytes, big endian), then
/// a length of zero; the answer is one line that ends with NUL. Only <c>stream: OK</c> is clean.
/// </summary>
public sealed class ClamAvScanner(string host, int port) : IVirusScanner
{
    private const int Piece = 64 * 1024;
    private const int LongestAnswer = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            return Judge(await AskAsync(content, limit.Token));
        }
        catch (Exception away)
            when (away is SocketException or IOException
                || away is OperationCanceledException && !cancel.IsCancellationRequested
            )
        {
            throw new Refused("ET-1117");
        }
    }

    private async Task<string> AskAsync(Stream content, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port, cancel);
        await using var wire = client.GetStream();
        await wire.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
        var buffer = new byte[4 + Piece];
        int read;
        while ((read = await content.ReadAsync(buffer.AsMemory(4, Piece), cancel)) > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(buffer, read);
            await wire.WriteAsync(buffer.AsMemory(0, 4 + read), cancel);
        }

        await wire.WriteAsync(new byte[4], cancel);
        return await AnswerAsync(wire, cancel);
    }

    private static async Task<string> AnswerAsync(NetworkStream wire, CancellationToken cancel)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        int read;
        while (
            length < answer.Length
            && answer.AsSpan(0, length).IndexOf((byte)0) < 0
            && (read = await wire.ReadAsync(answer.AsMemory(length), cancel)) > 0
        )
        {
            length += read;
        }

        return Encoding.ASCII.GetString(answer, 0, length).TrimEnd('\0', '\n');
    }

    private static ScanVerdict Judge(string answer) =>
        answer == "stream: OK" ? new ScanVerdict(ScanVerdict.Clean, null)
        : answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(" FOUND", StringComparison.Ordinal)
            ? new ScanVerdict("infected", answer["stream: ".Length..^" FOUND".Length])
        : throw new Refused("ET-1117");
}
