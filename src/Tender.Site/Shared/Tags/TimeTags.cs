using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Tender.Site.Shared.Text;

namespace Tender.Site.Shared.Tags;

/// <summary><c>&lt;et-time at="..."/&gt;</c>: an instant in a <c>time</c> element; <c>short</c> leaves the zone to the table's head.</summary>
[HtmlTargetElement("et-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimeTag(IStringLocalizer<SharedText> texts) : TagHelper
{
    [HtmlAttributeName("at")]
    public DateTimeOffset At { get; set; }

    [HtmlAttributeName("short")]
    public bool Short { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", BeijingTime.Machine(At));
        output.Content.SetContent(Short ? BeijingTime.Short(At, texts) : BeijingTime.Full(At, texts));
    }
}

/// <summary><c>&lt;et-deadline at="..."/&gt;</c>: the block that shows T wherever it matters, and that equal to T is late (R-062).</summary>
[HtmlTargetElement("et-deadline", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DeadlineTag(IStringLocalizer<SharedText> texts) : TagHelper
{
    [HtmlAttributeName("at")]
    public DateTimeOffset At { get; set; }

    [HtmlAttributeName("label")]
    public string? Label { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "et-deadline");
        var label = new TagBuilder("p");
        label.AddCssClass("et-deadline__label");
        label.InnerHtml.Append(Label ?? texts["Deadline.Label"]);
        var time = new TagBuilder("time");
        time.AddCssClass("et-deadline__time");
        time.Attributes["datetime"] = BeijingTime.Machine(At);
        time.InnerHtml.Append(BeijingTime.Full(At, texts));
        var note = new TagBuilder("p");
        note.AddCssClass("et-deadline__note");
        note.InnerHtml.Append(texts["Deadline.Strict", BeijingTime.In(At).ToString("HH:mm:ss", null)]);
        output.Content.AppendHtml(label).AppendHtml(time).AppendHtml(note);
    }
}

/// <summary>
/// <c>&lt;et-countdown to="..." now="..."/&gt;</c>: time left on the vault's clock. Without script it stands still at the instant of the page.
/// </summary>
[HtmlTargetElement("et-countdown", TagStructure = TagStructure.WithoutEndTag)]
public sealed class CountdownTag(IStringLocalizer<SharedText> texts) : TagHelper
{
    [HtmlAttributeName("to")]
    public DateTimeOffset To { get; set; }

    [HtmlAttributeName("now")]
    public DateTimeOffset Now { get; set; }

    /// <summary>While a tender stands still nothing runs: its deadline cannot pass (state table rows 13 and 14).</summary>
    [HtmlAttributeName("paused")]
    public bool Paused { get; set; }

    /// <summary>Address of <c>{"now"}</c> for the next comparison of clocks.</summary>
    [HtmlAttributeName("clock")]
    public string Clock { get; set; } = "/clock.json";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "et-countdown");
        if (Paused)
        {
            output.Content.SetContent(texts["Countdown.Paused"].Value);
            return;
        }

        output.Attributes.SetAttribute("role", "timer");
        output.Attributes.SetAttribute("aria-live", "off");
        output.Attributes.SetAttribute("data-module", "et-countdown");
        output.Attributes.SetAttribute("data-to", BeijingTime.Machine(To));
        output.Attributes.SetAttribute("data-now", BeijingTime.Machine(Now));
        output.Attributes.SetAttribute("data-clock", Clock);
        output.Attributes.SetAttribute("data-days", texts["Countdown.Days"].Value);
        var left = To > Now ? To - Now : TimeSpan.Zero;
        output.Content.SetContent(
            (left.Days > 0 ? string.Format(null, texts["Countdown.Days"].Value, left.Days) + " " : "")
                + left.ToString(@"hh\:mm\:ss", null)
        );
    }
}
