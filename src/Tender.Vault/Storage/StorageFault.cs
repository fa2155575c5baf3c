namespace Tender.Vault.Storage;

/// <summary>
/// The disk did not take bytes for good. Whoever gets this MUST NOT acknowledge them, and MUST NOT sync the same file again: the kernel may
/// have dropped the pages, and a second fsync would answer "good" for bytes that are gone.
/// </summary>
public sealed class StorageFaultException(string act, int errno, Exception? inner = null)
    : IOException($"{act} failed, errno {errno}", inner)
{
    /// <summary>The system's number of the error.</summary>
    public int Errno { get; } = errno;
}
