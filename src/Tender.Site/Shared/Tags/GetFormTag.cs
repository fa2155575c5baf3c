using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tender.Site.Shared.Tags;

/// <summary><c>&lt;form et-get="/tenders"&gt;</c>: a search form; its state is in the address only.</summary>
[HtmlTargetElement("form", Attributes = Name)]
public sealed class GetFormTag : TagHelper
{
    private const string Name = "et-get";

    [HtmlAttributeName(Name)]
    public string Path { get; set; } = "/";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.SetAttribute("method", "get");
        output.Attributes.SetAttribute("action", HrefTag.To(Path));
    }
}
