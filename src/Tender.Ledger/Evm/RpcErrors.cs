using System.Text.Json;

namespace Tender.Ledger.Evm;

/// <summary>Reads error objects of JSON-RPC by meaning, never by code alone: engines agree on neither codes nor words (Ledger 10).</summary>
internal static class RpcErrors
{
    private static readonly (string Words, RpcMeaning Meaning)[] Known =
    [
        ("already imported", RpcMeaning.AlreadyKnown),
        ("already known", RpcMeaning.AlreadyKnown),
        ("known transaction", RpcMeaning.AlreadyKnown),
        ("nonce too low", RpcMeaning.NonceTooLow),
        ("wrong chainid", RpcMeaning.WrongChain),
        ("invalid chain id", RpcMeaning.WrongChain),
        ("revert", RpcMeaning.Reverted),
    ];

    internal static RpcException Read(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
            return new RpcException(0, error.ToString(), RpcMeaning.Other, null);
        var code =
            error.TryGetProperty("code", out var c) && c.ValueKind == JsonValueKind.Number && c.TryGetInt32(out var n)
                ? n
                : 0;
        var message = error.TryGetProperty("message", out var m) ? m.ToString() : "";
        var data = error.TryGetProperty("data", out var d) ? FindData(d) : null;
        return new RpcException(code, message, MeaningOf(message, data), data);
    }

    private static RpcMeaning MeaningOf(string message, byte[]? data)
    {
        foreach (var (words, meaning) in Known)
            if (message.Contains(words, StringComparison.OrdinalIgnoreCase))
                return meaning;
        return data is { Length: >= 4 } ? RpcMeaning.Reverted : RpcMeaning.Other;
    }

    /// <summary>Revert data is a string on anvil, geth and Besu, and lies deeper in what proxies make of it.</summary>
    private static byte[]? FindData(JsonElement data)
    {
        if (data.ValueKind == JsonValueKind.Object)
            return data.EnumerateObject().Select(p => FindData(p.Value)).FirstOrDefault(found => found is not null);
        if (data.ValueKind != JsonValueKind.String)
            return null;
        var text = data.GetString()!;
        var start = text.IndexOf("0x", StringComparison.Ordinal);
        if (start < 0)
            return null;
        try
        {
            return Hex.DecodeData(text[start..]);
        }
        catch (LedgerFormatException)
        {
            return null;
        }
    }
}
