using Microsoft.AspNetCore.Razor.TagHelpers;
using Tender.Site.Shared.Text;

namespace Tender.Site.Shared.Tags;

/// <summary><c>&lt;a et-href="/tenders/1"&gt;</c>: an address of the site, in the language of the page.</summary>
[HtmlTargetElement(Attributes = Name)]
public sealed class HrefTag : TagHelper
{
    private const string Name = "et-href";

    [HtmlAttributeName(Name)]
    public string Path { get; set; } = "/";

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Attributes.SetAttribute("href", To(Path));

    public static string To(string path) => $"/{Lang.Current}{(path == "/" ? "" : path)}";
}
