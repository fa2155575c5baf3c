using System.Globalization;
using Tender.Ledger.Evm;

namespace Tender.Ledger.Verification;

/// <summary>Names of a bundle's entries. One thing has one name; the reader refuses every other.</summary>
internal static class BundleNames
{
    internal const string Tender = "tender.json";
    internal const string KeySet = "keyset.json";
    internal const string Proof = "proof.json";
    internal const string Audit = "audit.json";

    internal static string Set(int phase) => string.Create(CultureInfo.InvariantCulture, $"sets/{phase}.json");

    internal static string Receipt(ReadOnlySpan<byte> leafHash) => $"receipts/{Hex.Encode(leafHash)}.json";

    internal static string Later(ReadOnlySpan<byte> hash) => $"later/{Hex.Encode(hash)}.bin";

    internal static string Header(ReadOnlySpan<byte> headerHash) => $"headers/{Hex.Encode(headerHash)}.bin";

    internal static string Part(ReadOnlySpan<byte> commitment) => $"parts/{Hex.Encode(commitment)}.json";

    internal static string Partial(int phase, int seat) =>
        string.Create(CultureInfo.InvariantCulture, $"partials/{phase}-{seat}.p7");

    internal static string Record(int phase) => string.Create(CultureInfo.InvariantCulture, $"records/{phase}.json");

    internal static string Salt(int phase) => string.Create(CultureInfo.InvariantCulture, $"records/{phase}.salt");
}
