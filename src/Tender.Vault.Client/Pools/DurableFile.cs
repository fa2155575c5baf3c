using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Tender.Vault.Client;

/// <summary>
/// Files of a seat that must be on the disk before a message leaves the machine. On Linux .NET's flush hides a failed fsync, so the
/// system calls are ours; only an interrupted call is repeated, any other failure is final for what was written.
/// </summary>
public static partial class DurableFile
{
    private const int Interrupted = 4;
    private const int FolderForReading = 0x90000;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a whole file, mode 0600: under another name first, synced, renamed, the folder synced.</summary>
    /// <exception cref="IOException">The file has its old content, or none.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var draft = path + ".new";
        File.Delete(draft);
        using (var file = Open(draft, FileMode.CreateNew))
        {
            RandomAccess.Write(file.SafeFileHandle, content, 0);
            Sync(file.SafeFileHandle);
        }

        if (Rename(draft, path) != 0)
        {
            throw Failed("rename");
        }

        SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Adds bytes at the end of a file, creating it with mode 0600, and makes them durable.</summary>
    /// <exception cref="IOException">What was to be added may be there in part or not at all; the caller MUST stop using the file.</exception>
    public static void Append(string path, ReadOnlySpan<byte> content)
    {
        var isNew = !File.Exists(path);
        using (var file = Open(path, FileMode.OpenOrCreate))
        {
            RandomAccess.Write(file.SafeFileHandle, content, file.Length);
            Sync(file.SafeFileHandle);
        }

        if (isNew)
        {
            SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
    }

    /// <summary>Cuts a file to a length and makes that durable.</summary>
    /// <exception cref="IOException">The file may have its old length.</exception>
    public static void Cut(string path, long length)
    {
        using var file = Open(path, FileMode.Open);
        RandomAccess.SetLength(file.SafeFileHandle, length);
        Sync(file.SafeFileHandle);
    }

    /// <summary>Creates a folder for this user only, if it is missing.</summary>
    /// <exception cref="IOException">Its name may be lost.</exception>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(Path.GetFullPath(path))!;
        CreateFolder(parent);
        if (!IsUnix)
        {
            throw new PlatformNotSupportedException("A seat's files need fsync, which Windows has not.");
        }

        Directory.CreateDirectory(path, Private | UnixFileMode.UserExecute);
        SyncFolder(parent);
    }

    private static FileStream Open(string path, FileMode mode)
    {
        if (!IsUnix)
        {
            throw new PlatformNotSupportedException("A seat's files need fsync, which Windows has not.");
        }

        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            BufferSize = 0,
        };
        if (mode is FileMode.CreateNew or FileMode.OpenOrCreate)
        {
            options.UnixCreateMode = Private;
        }

        return new FileStream(path, options);
    }

    [UnsupportedOSPlatformGuard("windows")]
    private static bool IsUnix => !OperatingSystem.IsWindows();

    private static void Sync(SafeFileHandle file)
    {
        var held = false;
        try
        {
            file.DangerousAddRef(ref held);
            SyncDescriptor((int)file.DangerousGetHandle());
        }
        finally
        {
            if (held)
            {
                file.DangerousRelease();
            }
        }
    }

    private static void SyncFolder(string path)
    {
        var descriptor = OpenDescriptor(path, FolderForReading);
        if (descriptor < 0)
        {
            throw Failed("open of a folder");
        }

        try
        {
            SyncDescriptor(descriptor);
        }
        finally
        {
            // Nothing was written through this descriptor, so a failed close loses nothing.
            _ = Close(descriptor);
        }
    }

    private static void SyncDescriptor(int descriptor)
    {
        while (FileSync(descriptor) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
            {
                throw Failed("fsync");
            }
        }
    }

    private static IOException Failed(string call) => new($"{call} failed: errno {Marshal.GetLastPInvokeError()}");

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FileSync(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDescriptor(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);
}
