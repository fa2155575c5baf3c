namespace Tender.Cli;

/// <summary>Hashes as people type and read them.</summary>
internal static class HexText
{
    public static byte[] Parse(string text, int length, string zh, string en)
    {
        if (text.Length != 2 * length || !text.All(char.IsAsciiHexDigit))
            throw CliFailure.Usage($"{zh}应为 {2 * length} 位十六进制。", $"{en} has {2 * length} hex digits.");
        return Convert.FromHexString(text);
    }

    public static string Of(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    /// <summary>Enough of a hash to compare by eye.</summary>
    public static string Short(ReadOnlyMemory<byte> bytes) => Of(bytes)[..16] + "…";
}
