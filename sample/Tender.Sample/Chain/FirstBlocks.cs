using System.Globalization;
using System.Text.Json.Nodes;

namespace Tender.Sample.Chain;

/// <summary>
/// Each start of anvil makes a first block of its own and writes it into the state beside the real one; after the next start it is chance
/// which of them it answers as block 0, and the vault rightly refuses a chain with another first block. Only the oldest stays.
/// </summary>
internal static class FirstBlocks
{
    internal static void KeepTheOldest(string path)
    {
        var state = JsonNode.Parse(File.ReadAllBytes(path))!;
        if (state["blocks"] is not JsonArray blocks)
            return;
        var firsts = blocks.Where(b => Header(b, "number") == 0).OrderBy(b => Header(b, "timestamp")).ToList();
        if (firsts.Count < 2)
            return;
        foreach (var block in firsts.Skip(1))
            blocks.Remove(block);
        var whole = path + ".new";
        File.WriteAllText(whole, state.ToJsonString());
#pragma warning disable RS0030 // no bid path: a chain that lost its state is replayed
        File.Move(whole, path, overwrite: true);
#pragma warning restore RS0030
    }

    private static ulong? Header(JsonNode? block, string member) =>
        block?["header"]?[member]?.GetValue<string>() is { } hex
            ? ulong.Parse(hex.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : null;
}
