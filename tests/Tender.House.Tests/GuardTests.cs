namespace Tender.House.Tests;

/// <summary>The house rules hold, and each guard bites when its rule is broken on purpose.</summary>
public class GuardTests
{
    private static readonly SourceTree Tree = SourceTree.Checkout;

    public static TheoryData<string> Guards => new(All.Keys);

    private static readonly Dictionary<string, Func<SourceTree, IReadOnlyList<string>>> All = new()
    {
        ["references"] = ReferenceGuard.Check,
        ["sizes"] = SizeGuard.Check,
        ["names"] = NameGuard.Check,
        ["symbols"] = SymbolGuard.Check,
        ["slices"] = SliceGuard.Check,
        ["clean"] = CleanGuard.Check,
    };

    [Theory]
    [MemberData(nameof(Guards))]
    public void Checkout_FollowsTheHouseRules(string guard) =>
        Assert.True(All[guard](Tree).Count == 0, string.Join('\n', All[guard](Tree)));

    [Theory]
    [InlineData("Tender.Vault", "Tender.Site")]
    [InlineData("Tender.Site", "Tender.Vault")]
    [InlineData("Tender.Sealing", "Tender.Ledger")]
    [InlineData("Tender.Rules", "Tender.Sealing")]
    public void References_PlantedArrow_IsFound(string from, string to) =>
        AssertBites(
            ReferenceGuard.Check,
            $"src/{from}/{from}.csproj",
            $"""<Project><ItemGroup><ProjectReference Include="../{to}/{to}.csproj" /></ItemGroup></Project>"""
        );

    [Theory]
    [InlineData("Tender.Vault", "Microsoft.EntityFrameworkCore")]
    [InlineData("Tender.Site", "Nethereum.Web3")]
    [InlineData("Tender.Site", "BouncyCastle.Cryptography")]
    public void References_PlantedPackage_IsFound(string project, string package) =>
        AssertBites(
            ReferenceGuard.Check,
            $"src/{project}/{project}.csproj",
            $"""<Project><ItemGroup><PackageReference Include="{package}" /></ItemGroup></Project>"""
        );

    [Fact]
    public void References_UnknownProject_IsFound() =>
        AssertBites(ReferenceGuard.Check, "src/Tender.Common/Tender.Common.csproj", "<Project></Project>");

    [Theory]
    [InlineData("src/Tender.Vault/Planted.cs", 401)]
    [InlineData("src/Tender.Site/Notices/Planted.cshtml", 151)]
    [InlineData("src/Tender.Site/wwwroot/js/bids/planted.js", 301)]
    [InlineData("contracts/src/Planted.sol", 301)]
    [InlineData("src/Tender.Site/Notices/PlantedController.cs", 151)]
    public void Sizes_PlantedLongFile_IsFound(string path, int lines) =>
        AssertBites(
            SizeGuard.Check,
            path,
            (path.EndsWith("Controller.cs", StringComparison.Ordinal) ? "class PlantedController { }" : "//")
                + string.Concat(Enumerable.Repeat("\n//", lines - 1))
        );

    [Fact]
    public void Sizes_PlantedLongMethod_IsFound() =>
        AssertBites(
            SizeGuard.Check,
            "src/Tender.Vault/Planted.cs",
            "class Planted { void M() {" + string.Concat(Enumerable.Repeat("\n;", 41)) + "\n} }"
        );

    [Theory]
    [InlineData("class Planted { Planted(int a, int b, int c, int d, int e, int f, int g) { } }")]
    [InlineData("class Planted(int a, int b, int c, int d, int e, int f, int g) { }")]
    public void Sizes_PlantedConstructor_IsFound(string text) =>
        AssertBites(SizeGuard.Check, "src/Tender.Vault/Planted.cs", text);

    [Fact]
    public void Sizes_ExceptionWithoutNeed_IsFound() =>
        AssertBites(
            SizeGuard.Check,
            "tests/Tender.House.Tests/size-exceptions.txt",
            "src/Nowhere.cs | once it was long, now it is gone"
        );

    [Theory]
    [InlineData("class Tender { }")]
    [InlineData("record BidManager;")]
    [InlineData("static class HexUtil { }")]
    public void Names_PlantedEmptyName_IsFound(string text) =>
        AssertBites(NameGuard.Check, "src/Tender.Vault/Planted.cs", text);

    [Theory]
    [InlineData("src/Tender.Vault/Planted.cs", "var now = DateTime.UtcNow;")]
    [InlineData("src/Tender.Vault/Planted.cs", "var id = Guid.NewGuid();")]
    [InlineData("src/Tender.Vault/Planted.cs", "try { } catch { }")]
    [InlineData("src/Tender.Vault/Planted.cs", "// TODO later")]
    [InlineData("src/Tender.Site/wwwroot/js/bids/planted.js", "node.innerHTML = text;")]
    [InlineData("src/Tender.Site/wwwroot/js/bids/planted.js", "const n = Math.random();")]
    [InlineData("src/Tender.Site/Notices/Planted.cshtml", "<script>alert(1)</script>")]
    [InlineData("src/Tender.Site/Notices/Planted.cshtml", "<p style=\"color:red\">")]
    [InlineData("src/Tender.Site/Notices/Planted.cs", "EthKey key;")]
    [InlineData("Directory.Build.props", "<Project></Project>")]
    public void Symbols_PlantedLine_IsFound(string path, string text) => AssertBites(SymbolGuard.Check, path, text);

    [Theory]
    [InlineData("Notices", "Opening")]
    [InlineData("Registration", "Bids")]
    public void Slices_PlantedArrowToTheRight_IsFound(string from, string to) =>
        AssertBites(SliceGuard.Check, $"src/Tender.Site/{from}/Planted.cs", $"using Tender.Site.{to};");

    [Fact]
    public void Slices_FolderThatGrowsTooLarge_IsFound()
    {
        var tree = Enumerable
            .Range(1, 26)
            .Aggregate(Tree, (t, i) => t.With($"src/Tender.Site/Plans/Planted/P{i}.cs", "//"));

        Assert.Contains(SliceGuard.Check(tree), f => f.Contains("Plans/Planted", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("docs/planted.md", "see /root/notes")]
    [InlineData("tests/js/package-lock.json", "\"resolved\": \"https://registry.example/x.tgz\"")]
    public void Clean_PlantedPlace_IsFound(string path, string text) => AssertBites(CleanGuard.Check, path, text);

    private static void AssertBites(Func<SourceTree, IReadOnlyList<string>> guard, string path, string text)
    {
        var before = guard(Tree).ToHashSet();
        Assert.Contains(guard(Tree.With(path, text)), f => !before.Contains(f));
    }
}
