using System.Security.Cryptography;
using System.Text;

namespace Tender.Sealing;

/// <summary>What a partial opening is for; its hash is the context string of the proof, so an answer for another set proves nothing (SBID1 13).</summary>
public sealed record OpeningContext
{
    /// <summary>The section's random reference, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> TenderRef { get; init; }

    /// <summary>The section's UUID.</summary>
    public required Guid Lot { get; init; }

    /// <summary>Opening phase, 1 to 8.</summary>
    public required byte Phase { get; init; }

    /// <summary>Root of the sealed set, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> SetRoot { get; init; }

    /// <summary><c>"SBID1-OPEN-P256-SHA256-" || hex(SHA-256(tenderRef || lot || phase || setRoot))</c>, 87 ASCII bytes.</summary>
    public byte[] ContextString()
    {
        Span<byte> lot = stackalloc byte[16];
        Lot.TryWriteBytes(lot, bigEndian: true, out _);
        var hash = SHA256.HashData([.. TenderRef.Span, .. lot, Phase, .. SetRoot.Span]);
        return Encoding.ASCII.GetBytes("SBID1-OPEN-P256-SHA256-" + Convert.ToHexStringLower(hash));
    }
}
