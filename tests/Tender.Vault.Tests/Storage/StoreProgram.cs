using System.Runtime.InteropServices;
using Tender.Vault.Storage;

namespace Tender.Vault.Tests.Storage;

/// <summary>
/// What the fault tests run under strace: puts files one after the other and prints what it would acknowledge. The twin uses what .NET
/// offers and shows that the test has teeth.
/// </summary>
internal static class StoreProgram
{
    private const int Puts = 40;

    internal static async Task<int> RunAsync(string store, string folder)
    {
        IBlobStore blobs = new LocalDiskStore(folder);
        for (var i = 0; i < Puts; i++)
        {
            await Console.Out.WriteLineAsync(
                await PutAsync(blobs, store, folder, $"{i:x32}") ? $"ok {i}" : $"refused {i}"
            );
        }

        return 0;
    }

    private static async Task<bool> PutAsync(IBlobStore blobs, string store, string folder, string id)
    {
        var content = new MemoryStream(new byte[10_000]);
        try
        {
            if (store == "durable")
            {
                await blobs.AppendAsync(id, 0, content, default);
            }
            else
            {
                await TwinAsync(Path.Combine(folder, id), content);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task TwinAsync(string path, MemoryStream content)
    {
        await using var file = new FileStream(path, FileMode.Create);
        await content.CopyToAsync(file);
        file.Flush(flushToDisk: true);
    }

    internal static bool IsSupported => RuntimeInformation.IsOSPlatform(OSPlatform.Linux);
}
