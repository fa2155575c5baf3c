using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Tender.Site.Shared.Tags;

/// <summary>A labelled field with hint and error, in the markup of govuk-frontend. <see cref="For"/> names the form's property.</summary>
public abstract class FieldTag : TagHelper
{
    [HtmlAttributeName("for")]
    public ModelExpression For { get; set; } = null!;

    [HtmlAttributeName("label")]
    public string Label { get; set; } = "";

    [HtmlAttributeName("hint")]
    public string? Hint { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    protected string Id => For.Name.Replace('.', '-');

    protected string? Error =>
        View.ModelState.TryGetValue(For.Name, out var entry) ? entry.Errors.FirstOrDefault()?.ErrorMessage : null;

    /// <summary>What was typed, also when it could not be read as the property's type.</summary>
    protected string Typed =>
        View.ModelState.TryGetValue(For.Name, out var entry) && entry.AttemptedValue is { } attempted
            ? attempted
            : Convert.ToString(For.Model, System.Globalization.CultureInfo.InvariantCulture) ?? "";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var error = Error;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "govuk-form-group" + (error is null ? "" : " govuk-form-group--error"));
        output.Content.AppendHtml(Part("label", "govuk-label et-label", "", Label, ("for", Id)));
        if (Hint is not null)
        {
            output.Content.AppendHtml(Part("div", "govuk-hint", Id + "-hint", Hint));
        }

        if (error is not null)
        {
            output.Content.AppendHtml(Part("p", "govuk-error-message", Id + "-error", error));
        }

        output.Content.AppendHtml(Control(error is not null));
    }

    /// <summary>The control itself.</summary>
    protected abstract IHtmlContent Control(bool hasError);

    /// <summary>Attributes every control carries.</summary>
    protected TagBuilder Describe(string element, string style, bool hasError)
    {
        var control = new TagBuilder(element);
        control.Attributes["id"] = Id;
        control.Attributes["name"] = For.Name;
        control.AddCssClass(hasError ? $"{style} {style}--error" : style);
        var described = (Hint is null ? "" : Id + "-hint ") + (hasError ? Id + "-error" : "");
        if (described.Length > 0)
        {
            control.Attributes["aria-describedby"] = described.Trim();
        }

        if (hasError)
        {
            control.Attributes["aria-invalid"] = "true";
        }

        return control;
    }

    private static TagBuilder Part(
        string element,
        string style,
        string id,
        string text,
        params (string Key, string Value)[] attributes
    )
    {
        var part = new TagBuilder(element);
        part.AddCssClass(style);
        if (id.Length > 0)
        {
            part.Attributes["id"] = id;
        }

        foreach (var (key, value) in attributes)
        {
            part.Attributes[key] = value;
        }

        part.InnerHtml.Append(text);
        return part;
    }
}
