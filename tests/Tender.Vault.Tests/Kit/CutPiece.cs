using System.Net.Sockets;
using System.Text;

namespace Tender.Vault.Tests.Kit;

/// <summary>A PATCH whose connection breaks after some bytes.</summary>
internal static class CutPiece
{
    /// <summary>Sends the beginning of a file, waits until <paramref name="seen"/>, and closes.</summary>
    internal static async Task SendAsync(
        Uri vault,
        string token,
        string id,
        ReadOnlyMemory<byte> beginning,
        long length,
        Func<Task> seen
    )
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(vault.Host, vault.Port);
        var head = $"""
            PATCH /v1/uploads/{id} HTTP/1.1
            Host: {vault.Authority}
            Authorization: Bearer {token}
            Tus-Resumable: 1.0.0
            Upload-Offset: 0
            Content-Type: application/offset+octet-stream
            Content-Length: {length}


            """.ReplaceLineEndings("\r\n");
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(beginning);
        await stream.FlushAsync();
        await seen();
    }
}
