using System.Text.Json;

namespace Tender.Cli.Tests;

/// <summary>What a command line gave.</summary>
internal sealed record Run(int Code, string Out, string Error)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Out);
            return document.RootElement.Clone();
        }
    }
}
