using Xunit;

namespace Tender.Testing;

/// <summary>
/// Public test vectors, which lie beside the repository (see their README). A test that cannot find them must say so: on a build
/// machine it fails, elsewhere it is skipped aloud. So the tests that use them carry [SkippableFact] or [SkippableTheory].
/// </summary>
public static class Vectors
{
    private const string Variable = "TENDER_VECTORS";

    /// <summary>Path of one vector file, for example <c>floe/go_GCM256_IV256_64_ct.txt</c>.</summary>
    public static string Path(string relative)
    {
        var path = System.IO.Path.Combine(Root(), relative);
        return File.Exists(path) || Directory.Exists(path) ? path : Missing(path);
    }

    public static string Text(string relative) => File.ReadAllText(Path(relative));

    public static byte[] Bytes(string relative) => File.ReadAllBytes(Path(relative));

    private static string Root() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : System.IO.Path.Combine(Repository.Root, "..", "shared", "vectors");

    private static string Missing(string path)
    {
        var told = $"Public test vectors not found: {path} (set {Variable} to their folder).";
        if (Environment.GetEnvironmentVariable("CI") == "true")
            throw new FileNotFoundException(told, path);
        throw new SkipException(told);
    }
}
