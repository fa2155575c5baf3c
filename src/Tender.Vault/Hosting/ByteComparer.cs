using System.Diagnostics.CodeAnalysis;

namespace Tender.Vault.Hosting;

/// <summary>Byte strings by their content, ordered as unsigned bytes.</summary>
internal sealed class ByteComparer : IEqualityComparer<byte[]>, IComparer<byte[]>
{
    internal static readonly ByteComparer Instance = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
