using Tender.Sample.Processes;

namespace Tender.Sample.Stack;

/// <summary>The checkout this program was built in.</summary>
public static class Checkout
{
    /// <summary>Release or Debug, as this program itself.</summary>
    public const string Configuration =
#if DEBUG
        "Debug";
#else
        "Release";
#endif

    public static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Tender.sln")))
                return at.FullName;
        throw new PrerequisiteException(
            $"The sample runs from a checkout only; no Tender.sln above {AppContext.BaseDirectory}."
        );
    }
}
