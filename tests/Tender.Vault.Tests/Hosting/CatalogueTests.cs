using System.Reflection;
using Tender.Vault.Faults;
using Xunit;

namespace Tender.Vault.Tests.Hosting;

/// <summary>What people read when they are refused.</summary>
public sealed class CatalogueTests
{
    private static readonly List<Fault> All =
    [
        .. typeof(VaultFaults)
            .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(f => f.FieldType == typeof(Fault))
            .Select(f => (Fault)f.GetValue(null)!),
    ];

    [Fact]
    public void Codes_AreOurs_AndEachIsUsedOnce()
    {
        Assert.True(All.Count > 30, $"{All.Count} faults");
        Assert.All(All, f => Assert.Matches("^ET-3[0-9]{3}$", f.Code));
        Assert.Equal(All.Count, All.Select(f => f.Code).Distinct().Count());
    }

    [Fact]
    public void Texts_AreThereInBothLanguages()
    {
        Assert.All(All, f => Assert.Matches(@"^[A-Z][^\p{IsCJKUnifiedIdeographs}]+\.$", f.En));
        Assert.All(All, f => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}.*。$", f.Zh));
        Assert.All(All, f => Assert.InRange(f.Status, 400, 599));
    }
}
