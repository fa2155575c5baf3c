namespace Tender.Ledger.Tests.Evm;

/// <summary>The DER form of public signature vectors; the ledger itself never uses it.</summary>
internal static class StrictDer
{
    internal static (byte[] R, byte[] S)? Read(byte[] der)
    {
        if (der.Length < 2 || der[0] != 0x30 || der[1] != der.Length - 2 || der[1] >= 0x80)
            return null;
        var rest = der.AsSpan(2);
        var r = Integer(ref rest);
        var s = Integer(ref rest);
        return r is null || s is null || !rest.IsEmpty ? null : (r, s);
    }

    private static byte[]? Integer(ref Span<byte> rest)
    {
        if (rest.Length < 3 || rest[0] != 0x02 || rest[1] == 0 || rest[1] >= 0x80 || rest[1] > rest.Length - 2)
            return null;
        var value = rest.Slice(2, rest[1]);
        rest = rest[(2 + rest[1])..];
        var negative = value[0] >= 0x80;
        var padded = value.Length > 1 && value[0] == 0 && value[1] < 0x80;
        return negative || padded ? null : value.ToArray();
    }
}
