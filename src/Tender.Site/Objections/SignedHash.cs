using Tender.Site.Shared.Faults;

namespace Tender.Site.Objections;

/// <summary>The hash that a page asks to sign; long texts do not fit into an address.</summary>
internal static class SignedHash
{
    /// <exception cref="Refused">ET-2014: it is no hash.</exception>
    public static byte[] Read(string? hex) =>
        hex is { Length: 64 } && hex.All(char.IsAsciiHexDigitLower)
            ? Convert.FromHexString(hex)
            : throw new Refused("ET-2014");
}
