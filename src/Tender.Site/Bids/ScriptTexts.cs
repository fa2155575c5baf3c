using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Localization;

namespace Tender.Site.Bids;

/// <summary>The script's words in the language of the page; the script itself holds none.</summary>
public sealed class ScriptTexts(IStringLocalizer<BidsText> texts)
{
    private const string Prefix = "js.";
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>One JSON object, key to text.</summary>
    public string ToJson() =>
        JsonSerializer.Serialize(
            texts
                .GetAllStrings(includeParentCultures: true)
                .Where(t => t.Name.StartsWith(Prefix, StringComparison.Ordinal))
                .ToDictionary(t => t.Name, t => t.Value),
            Options
        );
}
