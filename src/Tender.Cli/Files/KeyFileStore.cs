using Tender.Sealing;

namespace Tender.Cli;

/// <summary>A bidder's key file, locked while a verb works with it, so that two runs never overwrite each other's records.</summary>
internal sealed class KeyFileStore : IDisposable
{
    private readonly string path;
    private readonly string password;
    private readonly IRandom random;
    private readonly FileStream gate;

    private KeyFileStore(string path, string password, IRandom random, FileStream gate, KeyFileContent content)
    {
        this.path = path;
        this.password = password;
        this.random = random;
        this.gate = gate;
        Content = content;
    }

    public KeyFileContent Content { get; private set; }

    public static async Task<KeyFileStore> OpenAsync(
        string path,
        string password,
        IRandom random,
        CancellationToken cancel
    )
    {
        var bytes = await InputFile.ReadAsync(path, cancel);
        var gate = Lock(path);
        try
        {
            return new KeyFileStore(path, password, random, gate, KeyFile.Read(bytes, password));
        }
        catch (SealingException)
        {
            await gate.DisposeAsync();
            throw;
        }
    }

    /// <summary>The content changes only together with the file.</summary>
    public async Task SaveAsync(KeyFileContent content, CancellationToken cancel)
    {
        await AtomicFile.WriteAsync(path, KeyFile.Write(content, password, random), cancel);
        Content = content;
    }

    public void Dispose() => gate.Dispose();

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(
                path + ".lock",
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException busy) when (File.Exists(path + ".lock"))
        {
            throw new CliFailure(
                ExitCode.Files,
                "in-use",
                new Words("另一个命令正在使用这个密钥文件。", "Another command is using this key file."),
                busy
            );
        }
    }
}
