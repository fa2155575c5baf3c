using System.Runtime.InteropServices;

namespace Tender.Vault.Storage;

/// <summary>
/// The four system calls behind durable files. .NET hides a failed fsync on Linux and refuses to open a folder, so both calls are ours.
/// </summary>
internal static partial class Libc
{
    internal const int ReadOnly = 0;
    internal const int Directory = 0x10000;
    internal const int CloseOnExec = 0x80000;
    internal const int Interrupted = 4;
    internal const int NoSpace = 28;
    internal const int QuotaExceeded = 122;

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    internal static partial int FileSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Rename(string from, string to);
}
