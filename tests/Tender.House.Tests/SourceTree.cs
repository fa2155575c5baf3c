namespace Tender.House.Tests;

/// <summary>The files of the repository as path (forward slashes, relative) and text; guards read nothing else.</summary>
public sealed class SourceTree
{
    private static readonly string[] Skipped =
    [
        "bin",
        "obj",
        "node_modules",
        ".git",
        ".data",
        ".vs",
        "TestResults",
        "out",
        "cache",
        "lib",
    ];

    private static readonly HashSet<string> TextEndings = new(StringComparer.Ordinal)
    {
        ".cs",
        ".csproj",
        ".props",
        ".targets",
        ".cshtml",
        ".js",
        ".ts",
        ".mjs",
        ".sol",
        ".md",
        ".json",
        ".scss",
        ".sh",
        ".sql",
        ".yml",
        ".yaml",
        ".toml",
        ".txt",
        ".resx",
        "",
    };

    private readonly Dictionary<string, string> files;

    private SourceTree(Dictionary<string, string> files) => this.files = files;

    /// <summary>Everything read from the checkout that holds this test.</summary>
    public static SourceTree Checkout { get; } = Read(FindRoot());

    /// <summary>Paths and texts whose path starts with the folder and ends with the ending.</summary>
    public IEnumerable<(string Path, string Text)> Files(string folder, string ending) =>
        this
            .files.Where(f =>
                f.Key.StartsWith(folder, StringComparison.Ordinal) && f.Key.EndsWith(ending, StringComparison.Ordinal)
            )
            .OrderBy(f => f.Key, StringComparer.Ordinal)
            .Select(f => (f.Key, f.Value));

    /// <summary>The text of one file.</summary>
    public string this[string path] => this.files[path];

    /// <summary>A copy with one file planted: how each guard is shown to bite.</summary>
    public SourceTree With(string path, string text) =>
        new(new Dictionary<string, string>(this.files) { [path] = text });

    /// <summary>A copy without one file.</summary>
    public SourceTree Without(string path) =>
        new(this.files.Where(f => f.Key != path).ToDictionary(f => f.Key, f => f.Value));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tender.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Tender.sln not found above the tests");
    }

    private static SourceTree Read(string root)
    {
        var files = new Dictionary<string, string>();
        var pending = new Stack<string>([root]);
        while (pending.TryPop(out var folder))
        {
            foreach (
                var file in Directory.EnumerateFiles(folder).Where(f => TextEndings.Contains(Path.GetExtension(f)))
            )
            {
                files[Path.GetRelativePath(root, file).Replace('\\', '/')] = File.ReadAllText(file);
            }

            foreach (var child in Directory.EnumerateDirectories(folder))
            {
                if (!Skipped.Contains(Path.GetFileName(child), StringComparer.Ordinal))
                {
                    pending.Push(child);
                }
            }
        }

        return new SourceTree(files);
    }
}
