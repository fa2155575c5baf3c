using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tender.Sealing;
using Xunit.Sdk;

namespace Tender.Testing;

/// <summary>
/// Damaged copies of valid inputs, as wires, disks and liars make them. One seed gives one copy: a failure names its seed, and
/// <see cref="Bytes"/> or <see cref="Json"/> gives the copy again.
/// </summary>
public static class Mutations
{
    private const ulong Tries = 4_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Values =
    [
        "null",
        "[]",
        "{}",
        "[null]",
        "\"\"",
        "\"00\"",
        "\"D800\"",
        "\"\\u0000\"",
        "true",
        "0",
        "-1",
        "1.5",
        "255",
        "2147483648",
        "9007199254740991",
        "18446744073709551615",
        "1e400",
    ];

    /// <summary>
    /// Feeds a parser some thousand copies, or as many as 2 s allow: each is refused by <typeparamref name="TRefusal"/> or read, and what was
    /// read is written as the same bytes.
    /// </summary>
    /// <param name="good">Inputs that the parser reads.</param>
    /// <param name="rewrite">Reads a copy and writes what it read; gives the copy itself where a value has many spellings.</param>
    /// <param name="damage">How a copy is made; <see cref="Bytes"/> when left out.</param>
    public static void AreRefusedOrSame<TRefusal>(
        IReadOnlyList<byte[]> good,
        Func<byte[], byte[]> rewrite,
        Func<IReadOnlyList<byte[]>, ulong, byte[]>? damage = null
    )
        where TRefusal : Exception
    {
        foreach (var whole in good)
            if (!rewrite(whole).AsSpan().SequenceEqual(whole))
                throw new XunitException("An undamaged input is written as other bytes.");
        foreach (var (seed, copy) in Of(good, damage))
        {
            byte[] written;
            try
            {
                written = rewrite(copy);
            }
            catch (TRefusal)
            {
                continue;
            }
            catch (Exception other)
            {
                throw Failed(seed, copy, $"{other.GetType().Name} instead of {typeof(TRefusal).Name}", other);
            }

            if (!written.AsSpan().SequenceEqual(copy))
                throw Failed(seed, copy, "accepted, and written as other bytes", null);
        }
    }

    /// <summary>Seeds from 1 and their copies, until enough were taken or 2 s are over.</summary>
    public static IEnumerable<(ulong Seed, byte[] Copy)> Of(
        IReadOnlyList<byte[]> good,
        Func<IReadOnlyList<byte[]>, ulong, byte[]>? damage = null
    )
    {
        var started = Stopwatch.StartNew();
        for (var seed = 1UL; seed <= Tries && started.Elapsed < Patience; seed++)
            yield return (seed, (damage ?? Bytes)(good, seed));
    }

    /// <summary>One input with one to three places flipped, set, cut, inserted, repeated, swapped or taken from another input.</summary>
    public static byte[] Bytes(IReadOnlyList<byte[]> good, ulong seed)
    {
        var chance = new SeededRandom(seed);
        var copy = Pick(good, chance);
        for (var left = Below(3, chance); left >= 0; left--)
            copy = Damage(copy, good, chance);
        return copy;
    }

    /// <summary>One text with one to three values replaced, left out, repeated or swapped; still JSON.</summary>
    public static byte[] Json(IReadOnlyList<byte[]> good, ulong seed)
    {
        var chance = new SeededRandom(seed);
        var root = JsonNode.Parse(Pick(good, chance))!;
        for (var left = Below(3, chance); left >= 0; left--)
            Damage(root, chance);
        // Half a surrogate pair can be written by hand only.
        var text = JsonSerializer.Serialize(root, Relaxed).Replace("\"D800\"", "\"\\ud800\"", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    private static byte[] Damage(byte[] copy, IReadOnlyList<byte[]> good, SeededRandom chance)
    {
        var (from, until) = Range(copy, chance);
        var other = Pick(good, chance);
        var (start, end) = Range(other, chance);
        return Below(8, chance) switch
        {
            0 or 1 => Set(copy, from, b => (byte)(b ^ 1 << Below(8, chance))),
            2 => Set(copy, from, _ => Pick<byte>([0, 1, 0x7f, 0x80, 0xff], chance)),
            3 => [.. copy[..from], .. copy[until..]],
            4 => copy[..from],
            5 => [.. copy[..from], .. chance.Bytes(1 + Below(8, chance)), .. copy[from..]],
            6 => [.. copy[..until], .. copy[from..]],
            _ => [.. copy[..from], .. other[start..end], .. copy[until..]],
        };
    }

    private static void Damage(JsonNode root, SeededRandom chance)
    {
        var nodes = Descendants(root).ToList();
        if (nodes.Count == 0)
            return;
        var node = Pick(nodes, chance);
        var parent = node.Parent!;
        switch (Below(5, chance))
        {
            case 0 when parent is JsonObject members:
                members.Remove(node.GetPropertyName());
                break;
            case 0 when parent is JsonArray list:
                list.Remove(node);
                break;
            case 1 when parent is JsonArray list:
                list.Add(node.DeepClone());
                break;
            case 2:
                node.ReplaceWith(Pick(nodes, chance).DeepClone());
                break;
            default:
                node.ReplaceWith(JsonNode.Parse(Pick(Values, chance)));
                break;
        }
    }

    // JSON's null is no node and stays as it is.
    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(m => m.Value),
            JsonArray list => list,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(c => Descendants(c).Prepend(c));
    }

    private static byte[] Set(byte[] bytes, int at, Func<byte, byte> change)
    {
        var changed = (byte[])bytes.Clone();
        if (at < changed.Length)
            changed[at] = change(changed[at]);
        return changed;
    }

    private static (int From, int Until) Range(byte[] bytes, SeededRandom chance)
    {
        var from = Below(bytes.Length + 1, chance);
        var longest = Below(2, chance) == 0 ? 8 : bytes.Length;
        return (from, from + Below(Math.Min(longest, bytes.Length - from) + 1, chance));
    }

    private static T Pick<T>(IReadOnlyList<T> items, SeededRandom chance) => items[Below(items.Count, chance)];

    private static int Below(int limit, SeededRandom chance) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(chance.Bytes(4)) % (uint)limit);

    private static XunitException Failed(ulong seed, byte[] copy, string what, Exception? inner) =>
        new(
            $"Seed {seed}: {what}. {copy.Length} bytes: {Convert.ToHexStringLower(copy.AsSpan(0, Math.Min(copy.Length, 512)))}",
            inner
        );
}
