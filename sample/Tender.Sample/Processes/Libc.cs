using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tender.Sample.Processes;

/// <summary>The few calls of the C library that .NET does not offer.</summary>
internal static partial class Libc
{
    /// <summary>Sends a signal; a process that is gone already is no error (ESRCH).</summary>
    internal static void Send(int process, DeathSignal signal)
    {
        const int noSuchProcess = 3;
        if (kill(process, (int)signal) != 0 && Marshal.GetLastPInvokeError() is var error and not noSuchProcess)
            throw new Win32Exception(error);
    }

    internal static void ChangeOwner(string path, int user, int group)
    {
        if (chown(path, user, group) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"chown {path}");
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int kill(int process, int signal);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, int user, int group);
}
