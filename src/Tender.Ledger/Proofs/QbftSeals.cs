using Tender.Ledger.Evm;

namespace Tender.Ledger.Proofs;

/// <summary>Whether enough trusted validators sealed a block (Ledger 7, check 9).</summary>
public static class QbftSeals
{
    /// <summary>Seals that N validators must give: ceil(2N/3).</summary>
    public static int Quorum(int validators) => (2 * validators + 2) / 3;

    /// <summary>Hash that the seals sign: of the header with its round and without seals.</summary>
    /// <exception cref="LedgerFormatException">extraData is not QBFT's.</exception>
    public static byte[] SealedHash(BlockHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.HashWith(QbftExtraData.Parse(header.ExtraData).EncodeForSeals());
    }

    /// <summary>Checks a header against the set that is trusted for its height.</summary>
    /// <param name="header">The header with its seals.</param>
    /// <param name="trusted">Validators of this height in any order.</param>
    public static QbftSealReport Check(BlockHeader header, IReadOnlyList<Address> trusted)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(trusted);
        if (trusted.Count == 0)
            return Fails("no validators are trusted for this height");
        try
        {
            return Count(QbftExtraData.Parse(header.ExtraData), SealedHash(header), trusted);
        }
        catch (LedgerFormatException wrong)
        {
            return Fails(wrong.Message);
        }
    }

    private static QbftSealReport Count(QbftExtraData extra, byte[] hash, IReadOnlyList<Address> trusted)
    {
        if (!trusted.ToHashSet().SetEquals(extra.Validators) || extra.Validators.Count != trusted.Count)
            return Fails("validators in extraData are not the trusted ones");
        var signers = extra.Seals.Select(seal => EthSignature.Decode(seal).Recover(hash)).ToList();
        if (signers.Distinct().Count() != signers.Count)
            return Fails("a validator sealed twice");
        if (signers.Except(trusted).Any())
            return Fails("a seal of somebody who is no validator");
        var quorum = Quorum(trusted.Count);
        return new QbftSealReport(
            signers.Count >= quorum,
            signers,
            $"{signers.Count} seals of {trusted.Count} validators, {quorum} needed"
        );
    }

    private static QbftSealReport Fails(string detail) => new(false, [], detail);
}

/// <summary>What the seals of a block show.</summary>
/// <param name="Holds">Whether enough distinct trusted validators sealed it.</param>
/// <param name="Signers">Who sealed it; empty when it does not hold for another reason than their number.</param>
/// <param name="Detail">What was compared.</param>
public sealed record QbftSealReport(bool Holds, IReadOnlyList<Address> Signers, string Detail);
