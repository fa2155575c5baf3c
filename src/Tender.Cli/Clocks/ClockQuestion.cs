using System.Globalization;
using System.Text.Json;

namespace Tender.Cli.Clocks;

/// <summary>One line of <c>tender clock</c>: <c>{"id","clock","inputs":{...}}</c>, read strictly.</summary>
internal sealed class ClockQuestion
{
    private static readonly string[] Members = ["id", "clock", "inputs"];
    private readonly Dictionary<string, JsonElement> inputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    private ClockQuestion(JsonElement id, string clock)
    {
        Id = id;
        Clock = clock;
    }

    /// <summary>Given back as it came: a string or a number.</summary>
    public JsonElement Id { get; }

    public string Clock { get; }

    public static ClockQuestion Parse(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new LineFault("form", "每行应是一个 JSON 对象。", "Each line must be one JSON object.");
        }

        if (line.EnumerateObject().Select(m => m.Name).FirstOrDefault(n => !Members.Contains(n)) is { } unknown)
        {
            throw LineFault.Unknown(unknown);
        }

        var id = Member(line, "id", JsonValueKind.String, JsonValueKind.Number);
        var clock = Member(line, "clock", JsonValueKind.String);
        var question = new ClockQuestion(id.Clone(), clock.GetString()!);
        var given = Member(line, "inputs", JsonValueKind.Object);
        foreach (var input in given.EnumerateObject().Where(i => i.Value.ValueKind != JsonValueKind.Null))
        {
            question.inputs[input.Name] = input.Value;
        }

        return question;
    }

    private static JsonElement Member(JsonElement line, string name, params ReadOnlySpan<JsonValueKind> kinds) =>
        line.TryGetProperty(name, out var value) && kinds.Contains(value.ValueKind)
            ? value
            : throw LineFault.Missing(name);

    public DateTimeOffset Time(string name) => OptionalTime(name) ?? throw LineFault.Missing(name);

    public DateTimeOffset? OptionalTime(string name) =>
        Take(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => Instant(name, text.GetString()!),
            _ => throw LineFault.Wrong(name),
        };

    public string? Text(string name) =>
        Take(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => throw LineFault.Wrong(name),
        };

    public bool Flag(string name) =>
        Take(name) switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            null => throw LineFault.Missing(name),
            _ => throw LineFault.Wrong(name),
        };

    public int Days(string name) =>
        Take(name) switch
        {
            null => 0,
            { ValueKind: JsonValueKind.Number } number
                when number.TryGetInt32(out var days) && days is >= 0 and <= 3660 => days,
            _ => throw LineFault.Wrong(name),
        };

    /// <summary><c>stage</c>: bid (also when it is left out) or prequal.</summary>
    public bool IsPrequalification() =>
        Text("stage") switch
        {
            null or "bid" => false,
            "prequal" => true,
            _ => throw LineFault.Wrong("stage"),
        };

    /// <summary>Refuses inputs that the clock does not know.</summary>
    public void DemandAllRead()
    {
        if (inputs.Keys.FirstOrDefault(k => !read.Contains(k)) is { } unknown)
        {
            throw LineFault.Unknown(unknown);
        }
    }

    private JsonElement? Take(string name)
    {
        read.Add(name);
        return inputs.TryGetValue(name, out var value) ? value : null;
    }

    // An instant without an offset would mean different moments on different machines.
    private static DateTimeOffset Instant(string name, string text) =>
        text.Length > 10
        && (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : throw LineFault.Wrong(name);
}
