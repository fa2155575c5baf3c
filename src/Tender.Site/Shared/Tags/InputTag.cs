using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tender.Site.Shared.Tags;

/// <summary><c>&lt;et-input for="Title" label="..." hint="..."/&gt;</c>; <c>kind</c> is the input's type.</summary>
[HtmlTargetElement("et-input", TagStructure = TagStructure.WithoutEndTag)]
public sealed class InputTag : FieldTag
{
    [HtmlAttributeName("kind")]
    public string Kind { get; set; } = "text";

    [HtmlAttributeName("width")]
    public int? Width { get; set; }

    [HtmlAttributeName("autocomplete")]
    public string? Autocomplete { get; set; }

    [HtmlAttributeName("step")]
    public string? Step { get; set; }

    protected override IHtmlContent Control(bool hasError)
    {
        var input = Describe("input", "govuk-input", hasError);
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = Kind;
        input.Attributes["value"] = Typed;
        Set(input, "autocomplete", Autocomplete);
        Set(input, "step", Step);
        if (Width is { } width)
        {
            input.AddCssClass($"govuk-input--width-{width}");
        }

        return input;
    }

    private static void Set(TagBuilder input, string name, string? value)
    {
        if (value is not null)
        {
            input.Attributes[name] = value;
        }
    }
}

/// <summary><c>&lt;et-textarea for="Summary" label="..." rows="6"/&gt;</c></summary>
[HtmlTargetElement("et-textarea", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TextAreaTag : FieldTag
{
    [HtmlAttributeName("rows")]
    public int Rows { get; set; } = 5;

    protected override IHtmlContent Control(bool hasError)
    {
        var area = Describe("textarea", "govuk-textarea", hasError);
        area.Attributes["rows"] = Rows.ToString(System.Globalization.CultureInfo.InvariantCulture);
        // The parser of HTML drops a line break right after the opening tag; this one is ours to lose.
        area.InnerHtml.Append("\n" + Typed);
        return area;
    }
}

/// <summary><c>&lt;et-file for="Files" label="..." accept=".pdf" multiple/&gt;</c></summary>
[HtmlTargetElement("et-file", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FileTag : FieldTag
{
    [HtmlAttributeName("accept")]
    public string? Accept { get; set; }

    [HtmlAttributeName("multiple")]
    public bool Multiple { get; set; }

    protected override IHtmlContent Control(bool hasError)
    {
        var input = Describe("input", "govuk-file-upload", hasError);
        input.TagRenderMode = TagRenderMode.SelfClosing;
        input.Attributes["type"] = "file";
        if (Accept is not null)
        {
            input.Attributes["accept"] = Accept;
        }

        if (Multiple)
        {
            input.Attributes["multiple"] = "multiple";
        }

        return input;
    }
}

/// <summary><c>&lt;et-select for="Method" label="..." options="..."/&gt;</c></summary>
[HtmlTargetElement("et-select", TagStructure = TagStructure.WithoutEndTag)]
public sealed class SelectTag : FieldTag
{
    [HtmlAttributeName("options")]
    public IEnumerable<SelectListItem> Options { get; set; } = [];

    protected override IHtmlContent Control(bool hasError)
    {
        var select = Describe("select", "govuk-select", hasError);
        foreach (var item in Options)
        {
            var option = new TagBuilder("option");
            option.Attributes["value"] = item.Value;
            if (item.Value == Typed)
            {
                option.Attributes["selected"] = "selected";
            }

            option.InnerHtml.Append(item.Text);
            select.InnerHtml.AppendHtml(option);
        }

        return select;
    }
}
