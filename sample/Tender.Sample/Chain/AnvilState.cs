using System.Text.Json;

namespace Tender.Sample.Chain;

/// <summary>
/// anvil's state file. It is not written atomically: a kill may leave it empty or cut, and anvil then refuses to start. So the last
/// one that was whole is kept beside it (Ledger 11.1).
/// </summary>
internal sealed class AnvilState(string folder)
{
    internal string Current => Path.Combine(folder, "state.json");

    private string Good => Path.Combine(folder, "state.good.json");

    /// <summary>Puts a usable state in place. False: there is none, the chain starts empty.</summary>
    internal bool Prepare()
    {
        Directory.CreateDirectory(folder);
        if (!IsWhole(Current))
        {
            File.Delete(Current);
            if (!IsWhole(Good))
                return false;
            File.Copy(Good, Current);
        }

        FirstBlocks.KeepTheOldest(Current);
        return true;
    }

    /// <summary>Keeps a copy if the file is whole at this moment.</summary>
    internal void KeepCopy()
    {
        var copy = Good + ".new";
        if (!File.Exists(Current))
            return;
        File.Copy(Current, copy, overwrite: true);
        if (IsWhole(copy))
#pragma warning disable RS0030 // no bid path: a chain that lost its state is replayed
            File.Move(copy, Good, overwrite: true);
#pragma warning restore RS0030
    }

    private static bool IsWhole(string path)
    {
        if (!File.Exists(path))
            return false;
        using var stream = File.OpenRead(path);
        try
        {
            using var json = JsonDocument.Parse(stream);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
