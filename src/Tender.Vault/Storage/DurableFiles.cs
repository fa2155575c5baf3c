using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tender.Vault.Storage;

/// <summary>
/// The only way to the disk for bytes that a receipt vouches for (security rule: every failed fsync is seen, and none is repeated).
/// </summary>
public static class DurableFiles
{
    /// <summary>Makes written bytes of an open file durable. Only an interrupted call is repeated.</summary>
    /// <exception cref="StorageFaultException">They may be lost; the file is not to be trusted any more.</exception>
    public static void Sync(SafeFileHandle file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var held = false;
        try
        {
            file.DangerousAddRef(ref held);
            SyncDescriptor((int)file.DangerousGetHandle(), "fsync of a file");
        }
        finally
        {
            if (held)
            {
                file.DangerousRelease();
            }
        }
    }

    /// <summary>Makes names in a folder durable: files created in it, moved into it or out of it.</summary>
    /// <exception cref="StorageFaultException">They may be lost.</exception>
    public static void SyncFolder(string path)
    {
        var descriptor = Libc.Open(path, Libc.ReadOnly | Libc.Directory | Libc.CloseOnExec);
        if (descriptor < 0)
        {
            throw new StorageFaultException("open of a folder", Marshal.GetLastPInvokeError());
        }

        try
        {
            SyncDescriptor(descriptor, "fsync of a folder");
        }
        finally
        {
            // Nothing was written through this descriptor, so a failed close loses nothing.
            _ = Libc.Close(descriptor);
        }
    }

    /// <summary>Gives a synced file its final name and makes the name durable. An existing file of that name is replaced atomically.</summary>
    /// <exception cref="StorageFaultException">The name may be lost.</exception>
    public static void Rename(string from, string to)
    {
        if (Libc.Rename(from, to) != 0)
        {
            throw new StorageFaultException("rename", Marshal.GetLastPInvokeError());
        }

        var source = Path.GetDirectoryName(Path.GetFullPath(from))!;
        var target = Path.GetDirectoryName(Path.GetFullPath(to))!;
        SyncFolder(target);
        if (source != target)
        {
            SyncFolder(source);
        }
    }

    /// <summary>Creates a folder with its parents, private to this user, each name durable.</summary>
    /// <exception cref="StorageFaultException">A name may be lost.</exception>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var parent = Path.GetDirectoryName(Path.GetFullPath(path))!;
        CreateFolder(parent);
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        SyncFolder(parent);
    }

    /// <summary>Opens a file for writing, creating it with mode 0600 when it is missing; unbuffered.</summary>
    /// <exception cref="StorageFaultException">There is no room for its name.</exception>
    public static FileStream OpenForWriting(string path)
    {
        try
        {
            return new FileStream(
                path,
                new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.ReadWrite | FileShare.Delete,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                    BufferSize = 0,
                }
            );
        }
        catch (IOException failure)
        {
            // On Linux the HResult of an IOException is the errno itself.
            throw new StorageFaultException("open", failure.HResult, failure);
        }
    }

    /// <summary>Writes a whole small file: under another name first, synced, then renamed.</summary>
    /// <exception cref="StorageFaultException">The file has its old content, or none.</exception>
    public static void WriteAll(string path, ReadOnlySpan<byte> content)
    {
        var draft = path + ".new";
        File.Delete(draft);
        using (var file = OpenForWriting(draft))
        {
            RandomAccess.Write(file.SafeFileHandle, content, 0);
            Sync(file.SafeFileHandle);
        }

        Rename(draft, path);
    }

    private static void SyncDescriptor(int descriptor, string act)
    {
        while (Libc.FileSync(descriptor) != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            if (errno != Libc.Interrupted)
            {
                throw new StorageFaultException(act, errno);
            }
        }
    }
}
