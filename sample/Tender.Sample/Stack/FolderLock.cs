using System.Globalization;
using Tender.Sample.Processes;

namespace Tender.Sample.Stack;

/// <summary>One launcher per data folder: two would run two PostgreSQL servers and two chains over the same files.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream held;

    private FolderLock(FileStream held) => this.held = held;

    internal static FolderLock Take(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new PrerequisiteException(
                $"{Path.GetDirectoryName(path)} is used by another running sample: end that, or choose another folder with TENDER_DATA."
            );
        }

        stream.SetLength(0);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        stream.Flush();
        return new FolderLock(stream);
    }

    public void Dispose() => held.Dispose();
}
