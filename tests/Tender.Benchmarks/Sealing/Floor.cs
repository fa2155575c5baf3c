using System.Security.Cryptography;

namespace Tender.Benchmarks.Sealing;

/// <summary>
/// What no sealer can go below: one AES-256-GCM pass and one SHA-256 pass over the same bytes, with the platform's one-shot calls on
/// buffers of 256 KiB (SBID1 16).
/// </summary>
internal sealed class Floor : IDisposable
{
    private const int BufferLength = 256 * 1024;
    private readonly byte[] text = new byte[BufferLength];
    private readonly byte[] output = new byte[BufferLength];
    private readonly byte[] tag = new byte[16];
    private readonly byte[] iv = new byte[12];
    private readonly byte[] hash = new byte[32];
    private readonly AesGcm aes = new(new byte[32], 16);

    public void Encrypt(long bytes)
    {
        for (; bytes > 0; bytes -= BufferLength)
            aes.Encrypt(iv, text, output, tag);
    }

    public void Hash(long bytes)
    {
        for (; bytes > 0; bytes -= BufferLength)
            SHA256.HashData(output, hash);
    }

    public void Dispose() => aes.Dispose();
}
