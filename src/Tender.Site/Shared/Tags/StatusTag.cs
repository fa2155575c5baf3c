using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tender.Site.Shared.Tags;

/// <summary>The tone of a status; the word says it, the colour and the mark repeat it.</summary>
public enum Tone
{
    /// <summary>Nothing to do.</summary>
    Quiet,

    /// <summary>Running.</summary>
    Active,

    /// <summary>Done, verified.</summary>
    Good,

    /// <summary>Act soon, not certain yet.</summary>
    Warn,

    /// <summary>Refused, failed.</summary>
    Bad,
}

/// <summary><c>&lt;et-tag tone="Good"&gt;word&lt;/et-tag&gt;</c></summary>
[HtmlTargetElement("et-tag")]
public sealed class StatusTag : TagHelper
{
    [HtmlAttributeName("tone")]
    public Tone Tone { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "strong";
        output.Attributes.SetAttribute("class", "et-tag et-tag--" + Tone.ToString().ToLowerInvariant());
        var mark = new TagBuilder("span");
        mark.AddCssClass("et-tag__mark");
        mark.Attributes["aria-hidden"] = "true";
        output.PreContent.AppendHtml(mark);
    }
}
