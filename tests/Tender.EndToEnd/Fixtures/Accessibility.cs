using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tender.EndToEnd;

/// <summary>Every rule of axe, none left out.</summary>
public static class Accessibility
{
    /// <summary>The two widths that the design names.</summary>
    public static readonly IReadOnlyList<int> Widths = [1280, 390];

    /// <summary>What axe finds on the page as it is now, at both widths; also whether the page is wider than its window.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(IPage page, string state)
    {
        ArgumentNullException.ThrowIfNull(page);
        var before = page.ViewportSize!;
        var found = new List<string>();
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, before.Height);
            var result = await page.RunAxe();
            found.AddRange(result.Violations.Select(v => $"{state} at {width}: {Describe(v)}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"))
            {
                found.Add($"{state} at {width}: wider than the window");
            }
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
        return found;
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help} ({string.Join(", ", violation.Nodes.Select(n => n.Html))})";
}
