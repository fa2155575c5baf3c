using Microsoft.Extensions.Localization;
using Tender.Site.Setup;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Text;

namespace Tender.Site.Shared.Forms;

/// <summary>Names of fields and of the words in them, in the language of the page.</summary>
public sealed class FieldTexts(
    IStringLocalizer<FaultText> fields,
    IStringLocalizer<SharedText> words,
    Microsoft.Extensions.Options.IOptions<RegionOptions> region
)
{
    /// <summary>Name of a field as it stands alone; messages have the same names inside their sentences.</summary>
    public string Label(string field)
    {
        var alone = words["Label." + field];
        return alone.ResourceNotFound ? fields["Field." + field] : alone;
    }

    /// <summary>What stands in it: a word of a list in its own language, anything else as it was typed.</summary>
    public string Value(string field, string? value)
    {
        if (field == "District")
        {
            return region.Value.NameOf(value);
        }

        var word = words[$"Word.{field}.{value}"];
        return word.ResourceNotFound ? value ?? "" : word.Value;
    }
}
