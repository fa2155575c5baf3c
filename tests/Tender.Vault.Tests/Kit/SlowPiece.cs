using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Tender.Vault.Tests.Kit;

/// <summary>A PATCH whose bytes come when the test lets them, or whose connection breaks before the last one.</summary>
internal sealed class SlowPiece : IDisposable
{
    private readonly TcpClient socket = new();

    /// <summary>Sends the head of the request and the beginning of its body.</summary>
    internal static async Task<SlowPiece> BeginAsync(
        Uri vault,
        string token,
        string id,
        ReadOnlyMemory<byte> beginning,
        long length
    )
    {
        var piece = new SlowPiece();
        await piece.socket.ConnectAsync(vault.Host, vault.Port);
        var head = $"""
            PATCH /v1/uploads/{id} HTTP/1.1
            Host: {vault.Authority}
            Authorization: Bearer {token}
            Tus-Resumable: 1.0.0
            Upload-Offset: 0
            Content-Type: application/offset+octet-stream
            Content-Length: {length}
            Connection: close


            """.ReplaceLineEndings("\r\n");
        await piece.SendAsync(Encoding.ASCII.GetBytes(head));
        await piece.SendAsync(beginning);
        return piece;
    }

    internal async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await socket.GetStream().WriteAsync(bytes);
        await socket.GetStream().FlushAsync();
    }

    /// <summary>The status of the answer.</summary>
    internal async Task<int> StatusAsync()
    {
        using var reader = new StreamReader(socket.GetStream(), Encoding.ASCII);
        var line = await reader.ReadLineAsync();
        return int.Parse(line!.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    public void Dispose() => socket.Dispose();
}
