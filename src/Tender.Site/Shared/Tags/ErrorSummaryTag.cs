using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;
using Tender.Site.Shared.Text;

namespace Tender.Site.Shared.Tags;

/// <summary><c>&lt;et-error-summary/&gt;</c>: what is wrong with the form, each line a link to its field. Nothing when all is well.</summary>
[HtmlTargetElement("et-error-summary", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorSummaryTag(IStringLocalizer<SharedText> texts) : TagHelper
{
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (View.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-error-summary");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-module", "et-focus");
        var list = new TagBuilder("ul");
        list.AddCssClass("govuk-list govuk-error-summary__list");
        foreach (var (field, entry) in View.ModelState)
        {
            foreach (var error in entry.Errors)
            {
                list.InnerHtml.AppendHtml(Line(field, error.ErrorMessage));
            }
        }

        var title = new TagBuilder("h2");
        title.AddCssClass("govuk-error-summary__title");
        title.InnerHtml.Append(texts["Form.Problem"].Value);
        var alert = new TagBuilder("div");
        alert.Attributes["role"] = "alert";
        var body = new TagBuilder("div");
        body.AddCssClass("govuk-error-summary__body");
        body.InnerHtml.AppendHtml(list);
        alert.InnerHtml.AppendHtml(title).AppendHtml(body);
        output.Content.AppendHtml(alert);
    }

    private static TagBuilder Line(string field, string text)
    {
        var line = new TagBuilder("li");
        if (field.Length == 0)
        {
            line.InnerHtml.Append(text);
            return line;
        }

        var link = new TagBuilder("a");
        link.Attributes["href"] = "#" + field.Replace('.', '-');
        link.InnerHtml.Append(text);
        line.InnerHtml.AppendHtml(link);
        return line;
    }
}
