using Tender.Testing;
using YamlDotNet.RepresentationModel;

namespace Tender.Sample.Tests.Docker;

/// <summary>A compose file with anchors and merges resolved, as far as our checks read it.</summary>
internal sealed class ComposeFile
{
    private readonly YamlMappingNode root;

    private ComposeFile(string folder, YamlMappingNode root)
    {
        Folder = folder;
        this.root = root;
    }

    internal string Folder { get; }

    internal IReadOnlyDictionary<string, YamlMappingNode> Services => Section("services");

    internal IReadOnlyDictionary<string, YamlMappingNode> Secrets => Section("secrets");

    internal IReadOnlyDictionary<string, YamlMappingNode> Volumes => Section("volumes");

    internal IReadOnlyDictionary<string, YamlMappingNode> Networks => Section("networks");

    internal static ComposeFile Load(string relative)
    {
        var path = Path.Combine(Repository.Root, relative);
        return Parse(File.ReadAllText(path), Path.GetDirectoryName(path)!);
    }

    internal static ComposeFile Parse(string text, string folder)
    {
        var yaml = new YamlStream();
        using var reader = new StringReader(text);
        yaml.Load(reader);
        return new ComposeFile(folder, (YamlMappingNode)yaml.Documents.Single().RootNode);
    }

    /// <summary>A member of a service, also when it comes from a merged anchor.</summary>
    internal static YamlNode? Get(YamlMappingNode node, string name)
    {
        if (node.Children.TryGetValue(new YamlScalarNode(name), out var own))
            return own;
        return node.Children.TryGetValue(new YamlScalarNode("<<"), out var merged)
            ? Get((YamlMappingNode)merged, name)
            : null;
    }

    internal static string? Text(YamlMappingNode node, string name) => (Get(node, name) as YamlScalarNode)?.Value;

    internal static IReadOnlyList<string> List(YamlMappingNode node, string name) =>
        Get(node, name) is YamlSequenceNode list
            ? [.. list.Children.Select(c => c is YamlMappingNode m ? Text(m, "source")! : ((YamlScalarNode)c).Value!)]
            : [];

    private Dictionary<string, YamlMappingNode> Section(string name) =>
        Get(root, name) is YamlMappingNode section
            ? section.Children.ToDictionary(
                c => ((YamlScalarNode)c.Key).Value!,
                c => c.Value as YamlMappingNode ?? new YamlMappingNode()
            )
            : [];
}
