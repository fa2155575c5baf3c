using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Cli.Tenders;

/// <summary>All that sealing needs to know of a tender, so that it can be done on a machine without a network.</summary>
internal sealed record TenderPackage
{
    public const int MaxLength = 4 * 1024 * 1024;

    public required int V { get; init; }

    public required TenderFacts Tender { get; init; }

    public required KeySetFacts KeySet { get; init; }

    public static TenderPackage Parse(ReadOnlySpan<byte> utf8)
    {
        var package = WireJson.Read<TenderPackage>(utf8, MaxLength);
        return package.V == 1 ? package : throw new SealingException(SealingError.Version, -1, "tender file");
    }

    public static async Task<TenderPackage> FetchAsync(VaultClient vault, byte[] tenderRef, CancellationToken cancel)
    {
        var tender = await vault.GetTenderAsync(tenderRef, cancel);
        if (tender.KeySetId is not { } keySetId)
            throw CliFailure.Mismatch(
                "这个标段还没有绑定密钥集，暂时不能封存。",
                "No key set is bound to this tender yet; sealing has to wait."
            );
        return new TenderPackage
        {
            V = 1,
            Tender = tender,
            KeySet = await vault.GetKeySetAsync(keySetId, cancel),
        };
    }
}
