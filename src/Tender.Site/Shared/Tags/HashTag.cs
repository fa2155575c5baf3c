using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Tender.Site.Shared.Text;

namespace Tender.Site.Shared.Tags;

/// <summary>
/// <c>&lt;et-hash value="hex"/&gt;</c>: groups of four for the eye (made by style, so that copying gives the whole), a button that copies.
/// </summary>
[HtmlTargetElement("et-hash", TagStructure = TagStructure.WithoutEndTag)]
public sealed class HashTag(IStringLocalizer<SharedText> texts) : TagHelper
{
    [HtmlAttributeName("value")]
    public string Value { get; set; } = "";

    /// <summary>Show the first groups only; the whole stays in the copy and in the title.</summary>
    [HtmlAttributeName("brief")]
    public bool Brief { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Brief ? "et-hash et-hash--brief" : "et-hash");
        output.Attributes.SetAttribute("data-module", "et-hash");
        output.Attributes.SetAttribute("data-value", Value);
        output.Attributes.SetAttribute("data-copy", texts["Hash.Copy"].Value);
        output.Attributes.SetAttribute("data-copied", texts["Hash.Copied"].Value);
        var code = new TagBuilder("code");
        if (Brief)
        {
            code.Attributes["title"] = Value;
        }

        var shown = Brief && Value.Length > 16 ? Value[..16] : Value;
        foreach (var group in shown.Chunk(4))
        {
            var part = new TagBuilder("span");
            part.InnerHtml.Append(new string(group));
            code.InnerHtml.AppendHtml(part);
        }

        if (shown.Length < Value.Length)
        {
            code.InnerHtml.Append("…");
        }

        output.Content.AppendHtml(code);
    }
}
