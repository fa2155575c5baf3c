using System.Text.Json;
using Tender.Sample.Processes;

namespace Tender.Sample.Stack;

/// <summary>Writes a program's configuration file: mode 0600, and secrets other than passwords of the database only as paths.</summary>
internal static class ConfigFile
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    internal static void Write(string path, object content) =>
        PrivateFile.Write(path, JsonSerializer.Serialize(content, Json) + "\n");
}
