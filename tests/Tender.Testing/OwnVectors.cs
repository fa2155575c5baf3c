namespace Tender.Testing;

/// <summary>Vectors of our own formats, frozen in <c>tests/vectors</c> and read by C#, JavaScript, Solidity and the command line.</summary>
public static class OwnVectors
{
    /// <summary>Path below <c>tests/vectors</c>. The file need not exist yet: the test that freezes it writes it.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Repository.Root, "tests", "vectors", relative);

    public static string Text(string relative) => File.ReadAllText(Path(relative));

    public static byte[] Bytes(string relative) => File.ReadAllBytes(Path(relative));
}
