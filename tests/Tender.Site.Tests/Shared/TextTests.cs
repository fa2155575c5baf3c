using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tender.Site.Objections;
using Tender.Site.Plans;
using Tender.Testing;
using Xunit;

namespace Tender.Site.Tests.Shared;

/// <summary>Both languages say the same things, and no page or program holds a text of its own.</summary>
public sealed partial class TextTests
{
    private static readonly string Root = Path.Combine(Repository.Root, "src", "Tender.Site");

    public static TheoryData<string> Resources =>
        [
            .. Own("*.resx")
                .Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal))
                .Select(f => Path.GetRelativePath(Root, f)),
        ];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Resource_BothLanguages_HaveTheSameKeysAndPlaceholders(string file)
    {
        var zh = Read(Path.Combine(Root, file));
        var en = Read(Path.Combine(Root, file.Replace(".resx", ".en.resx", StringComparison.Ordinal)));

        Assert.Equal(zh.Keys.Order(), en.Keys.Order());
        foreach (var (key, text) in zh)
        {
            Assert.False(string.IsNullOrWhiteSpace(text), key);
            Assert.False(string.IsNullOrWhiteSpace(en[key]), key);
            Assert.True(Placeholders(text).SequenceEqual(Placeholders(en[key])), $"{key}: placeholders differ");
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Resource_English_HasNoHanButNamesAndAmounts(string file)
    {
        string[] allowed = ["Site.Language", "Amount.", "Verify.File.Command", "Price.QualityHint"];
        var en = Read(Path.Combine(Root, file.Replace(".resx", ".en.resx", StringComparison.Ordinal)));

        Assert.Empty(en.Where(e => Han().IsMatch(e.Value) && !allowed.Any(e.Key.StartsWith)).Select(e => e.Key));
    }

    [Fact]
    public void Source_OfPagesAndPrograms_HoldsNoHan()
    {
        var found = Own("*.cs").Concat(Own("*.cshtml")).Where(f => Han().IsMatch(File.ReadAllText(f)));

        Assert.Empty(found.Select(f => Path.GetRelativePath(Root, f)));
    }

    [Fact]
    public void HanPattern_PlantedText_IsFound() => Assert.Matches(Han(), "var text = \"招标\";");

    [Fact]
    public void Page_EveryKeyItNames_Exists()
    {
        var missing = new List<string>();
        foreach (var page in Own("*.cshtml"))
        {
            var slice = Path.GetRelativePath(Root, page).Split(Path.DirectorySeparatorChar)[0];
            var shared = Read(Path.Combine(Root, "Shared", "Text", "SharedText.resx"));
            var own = Path.Combine(Root, slice, slice + "Text.resx");
            var texts = File.Exists(own) ? Read(own) : shared;
            var content = File.ReadAllText(page);
            missing.AddRange(
                Keys("T")
                    .Matches(content)
                    .Select(m => m.Groups[1].Value)
                    .Where(k => !texts.ContainsKey(k))
                    .Select(k => $"{page}: T {k}")
            );
            missing.AddRange(
                Keys("S")
                    .Matches(content)
                    .Select(m => m.Groups[1].Value)
                    .Where(k => !shared.ContainsKey(k))
                    .Select(k => $"{page}: S {k}")
            );
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void Finding_EveryCodeInTheSource_HasATextInTheCatalogue()
    {
        var texts = Read(Path.Combine(Root, "Shared", "Faults", "FaultText.resx"));
        var unknown = Own("*.cs")
            .SelectMany(f => Codes().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value))
            .Where(c => !texts.ContainsKey(c))
            .ToList();

        Assert.Empty(unknown);
    }

    [Fact]
    public void Act_OnAPlanOrATender_HasWordsInItsHistory()
    {
        var words = Read(Path.Combine(Root, "PublicSite", "PublicSiteText.resx"));
        string[] made =
        [
            .. new[] { PlanDecision.Waiver, PlanDecision.Cancellation }.Select(k => "plans.write-" + k),
            .. new[] { SupervisorOrder.Pause, SupervisorOrder.Resume }.Select(k => "objections.order-" + k),
        ];
        var written = Own("*.cs").SelectMany(f => Acts().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value));

        Assert.Contains("notices.publish", written);
        Assert.DoesNotContain(made.Concat(written), a => !words.ContainsKey("History.Act." + a));
    }

    /// <summary>A key followed by a bracket or a comma: keys that are put together at run time are tested by their pages.</summary>
    private static Regex Keys(string name) => new($@"(?<![\w.]){name}\[""([^""]+)""(?=[\],])");

    private static IEnumerable<string> Own(string pattern) =>
        Directory
            .EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Where(f => !Skipped().IsMatch(Path.GetRelativePath(Root, f)));

    private static Dictionary<string, string> Read(string file) =>
        XDocument
            .Load(file)
            .Descendants("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static IEnumerable<string> Placeholders(string text) =>
        Holes().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{[0-9a-zA-Z]+\}")]
    private static partial Regex Holes();

    [GeneratedRegex(@"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")]
    private static partial Regex Han();

    [GeneratedRegex(@"^(bin|obj|node_modules|wwwroot)[\\/]")]
    private static partial Regex Skipped();

    // Not file names such as "plans.csv".
    [GeneratedRegex("\"((?:plans|notices|questions|objections)\\.(?!csv)[a-z-]*[a-z])\"")]
    private static partial Regex Acts();

    [GeneratedRegex(@"""(ET-[12459]\d{3})""")]
    private static partial Regex Codes();
}
