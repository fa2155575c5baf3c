using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tender.Cli;

/// <summary>One JSON object a line in and out. A wrong line is answered with an error in its place; the others go on.</summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <param name="world">Where the lines go.</param>
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <param name="answer">Answers a line, or throws <see cref="LineFault"/>.</param>
    /// <param name="cancel">Stops between lines.</param>
    /// <returns><see cref="ExitCode.Good"/>, or <see cref="ExitCode.Unreadable"/> when a line was wrong.</returns>
    public static Task<int> AnswerAsync<T>(
        CliWorld world,
        string path,
        Func<JsonElement, T> answer,
        CancellationToken cancel
    ) => ReadAsync(world, path, answer, silent: false, cancel);

    /// <summary>The same, but only wrong lines are answered.</summary>
    public static Task<int> TakeAsync<T>(
        CliWorld world,
        string path,
        Func<JsonElement, T> take,
        CancellationToken cancel
    ) => ReadAsync(world, path, take, silent: true, cancel);

    private static async Task<int> ReadAsync<T>(
        CliWorld world,
        string path,
        Func<JsonElement, T> answer,
        bool silent,
        CancellationToken cancel
    )
    {
        using var reader = path == "-" ? world.In : new StreamReader(InputFile.OpenOnce(path));
        var code = ExitCode.Good;
        while (await reader.ReadLineAsync(cancel) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var (text, good) = Answer(line, answer, silent);
            code = good ? code : ExitCode.Unreadable;
            if (text.Length > 0)
            {
                await world.Out.WriteLineAsync(text);
            }
        }

        return code;
    }

    private static (string Text, bool Good) Answer<T>(string line, Func<JsonElement, T> answer, bool silent)
    {
        JsonElement id = default;
        try
        {
            // A byte that is no UTF-8 came as this; a clause that cannot be read must not pass as a clean one.
            if (line.Contains('\uFFFD'))
            {
                throw new JsonException();
            }

            using var document = JsonDocument.Parse(line, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                document.RootElement.TryGetProperty("id", out id);
                id = id.ValueKind == JsonValueKind.Undefined ? default : id.Clone();
            }

            var answered = answer(document.RootElement);
            return (silent ? "" : JsonSerializer.Serialize(answered, Form), true);
        }
        catch (JsonException)
        {
            return (Error(id, new LineFault("json", "这一行不是 JSON。", "This line is not JSON.")), false);
        }
        catch (LineFault fault)
        {
            return (Error(id, fault), false);
        }
    }

    private static string Error(JsonElement id, LineFault fault) =>
        JsonSerializer.Serialize(
            new
            {
                Id = id.ValueKind == JsonValueKind.Undefined ? (JsonElement?)null : id,
                Error = new
                {
                    fault.Code,
                    fault.Words.Zh,
                    fault.Words.En,
                },
            },
            Form
        );
}
