using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tender.Site.Shared.Tags;

/// <summary><c>&lt;form et-post="/notices/new"&gt;</c>: posts to the site with the form token; <c>et-files</c> when it carries files.</summary>
[HtmlTargetElement("form", Attributes = Name)]
public sealed class FormTag(IAntiforgery forgery) : TagHelper
{
    private const string Name = "et-post";

    [HtmlAttributeName(Name)]
    public string Path { get; set; } = "/";

    [HtmlAttributeName("et-files")]
    public bool CarriesFiles { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("method", "post");
        output.Attributes.SetAttribute("action", HrefTag.To(Path));
        output.Attributes.SetAttribute("novalidate", null);
        if (CarriesFiles)
        {
            output.Attributes.SetAttribute("enctype", "multipart/form-data");
        }

        var tokens = forgery.GetAndStoreTokens(View.HttpContext);
        var field = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        field.Attributes["type"] = "hidden";
        field.Attributes["name"] = tokens.FormFieldName;
        field.Attributes["value"] = tokens.RequestToken;
        output.PreContent.AppendHtml(field);
    }
}
