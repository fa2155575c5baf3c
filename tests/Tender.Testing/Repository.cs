namespace Tender.Testing;

/// <summary>Where the checkout lies, found upwards from the test's output folder.</summary>
public static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Tender.sln")))
                return at.FullName;
        throw new DirectoryNotFoundException($"No Tender.sln above {from}");
    }
}
