using Tender.Sealing;
using Tender.Vault.Faults;

namespace Tender.Vault.Uploads;

/// <summary>Whether a sealed file may be a bid in a section, as far as anybody without a key can tell (SBID1 11.1).</summary>
internal static class FileExamination
{
    /// <summary>Judges a header; nothing of the body is needed.</summary>
    internal static Fault? CheckHeader(SealedHeader header, SectionOfUpload section, long length)
    {
        Span<byte> lot = stackalloc byte[16];
        header.Lot.TryWriteBytes(lot, bigEndian: true, out _);
        var ours =
            header.TenderRef.Span.SequenceEqual(section.TenderRef)
            && lot.SequenceEqual(section.Lot)
            && header.DocHash.Span.SequenceEqual(section.DocHash);
        if (!ours)
        {
            return VaultFaults.OtherSection;
        }

        if (!header.KeySetId.Span.SequenceEqual(section.KeySetId))
        {
            return VaultFaults.OtherKeys;
        }

        // Custodians refuse a set with a bid that has nothing to open: one such file would stop everybody's opening.
        if (header.Parts.All(p => p.Phase != 1))
        {
            return VaultFaults.NothingToOpen;
        }

        try
        {
            header.CheckFileLength(length);
            header.CheckLabels();
            return null;
        }
        catch (SealingException failure)
        {
            return FaultOf(failure.Kind);
        }
    }

    internal static Fault FaultOf(SealingError kind) =>
        kind switch
        {
            SealingError.Magic or SealingError.Truncated => VaultFaults.NotSealed,
            SealingError.Version or SealingError.Flags or SealingError.Suite or SealingError.StanzaKind =>
                VaultFaults.OtherFormat,
            SealingError.FileLength => VaultFaults.OtherLength,
            SealingError.Label => VaultFaults.BadLabel,
            _ => VaultFaults.Damaged,
        };

    /// <summary>Values that no second file may hold: ephemeral points by their x, as custodians compare them, and IVs of all parts.</summary>
    internal static byte[][] SpentValues(SealedHeader header) =>
        [.. header.Parts.SelectMany(p => new[] { p.EncX.ToArray(), p.PayloadIv.ToArray() })];
}
