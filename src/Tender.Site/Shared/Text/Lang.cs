using System.Globalization;

namespace Tender.Site.Shared.Text;

/// <summary>The language of a page as its address says it.</summary>
public static class Lang
{
    public const string Zh = "zh";
    public const string En = "en";

    /// <summary>Language of the page that is being made.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == En ? En : Zh;

    /// <summary>Value for the attribute <c>lang</c>.</summary>
    public static string Tag => Current == En ? En : "zh-CN";

    /// <summary>Language that an address asks for; Chinese where it does not say.</summary>
    public static string Of(PathString path) => path.StartsWithSegments("/en") ? En : Zh;

    /// <summary>The same page in the other language.</summary>
    public static string Switch(PathString path, QueryString query)
    {
        var other = Of(path) == En ? Zh : En;
        return path.StartsWithSegments("/" + Of(path), out var rest) ? $"/{other}{rest}{query}" : $"/{other}";
    }

    /// <summary>One of two texts that came as data in both languages.</summary>
    public static string Pick(string zh, string en) => Current == En ? en : zh;
}
