using System.Text;
using System.Xml;

namespace Tender.Rules.Texts;

/// <summary>Gathers words from the nodes of a WordprocessingML part, in the order of the document.</summary>
internal sealed class DocxWords
{
    private const string Transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    private readonly StringBuilder text = new();
    private readonly List<int> starts = [];
    private int cells;
    private int fallbackAt = -1;
    private bool placed;
    private bool inWords;

    internal DocumentText ToText() => new(text.ToString(), PlaceKind.Paragraph, starts);

    internal void Take(XmlReader node)
    {
        if (IsFallback(node))
        {
            return;
        }

        var word = node.NamespaceURI is Transitional or Strict;
        switch (node.NodeType)
        {
            case XmlNodeType.Element when word:
                Open(node.LocalName, node.IsEmptyElement);
                break;
            case XmlNodeType.EndElement when word:
                Close(node.LocalName);
                break;
            case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when inWords:
                text.Append(node.Value);
                break;
        }
    }

    // An older program's copy of what stands beside it.
    private bool IsFallback(XmlReader node)
    {
        if (fallbackAt < 0 && node is { NodeType: XmlNodeType.Element, LocalName: "Fallback", IsEmptyElement: false })
        {
            fallbackAt = node.Depth;
            return true;
        }

        if (fallbackAt < 0)
        {
            return false;
        }

        if (node.NodeType == XmlNodeType.EndElement && node.Depth == fallbackAt)
        {
            fallbackAt = -1;
        }

        return true;
    }

    private void Open(string name, bool empty)
    {
        if (name is "p" or "tr" && cells == 0 && !placed)
        {
            starts.Add(text.Length);
            placed = true;
        }

        cells += name == "tc" && !empty ? 1 : 0;
        inWords = name == "t" && !empty;
        text.Append(
            name is "tab" ? " "
            : name is "br" or "cr" ? "\n"
            : ""
        );
        if (empty && name is "p")
        {
            Close(name);
        }
    }

    private void Close(string name)
    {
        inWords &= name != "t";
        cells -= name == "tc" ? 1 : 0;
        placed &= cells > 0 || name is not ("p" or "tr");
        text.Append(
            name switch
            {
                "tc" => "|",
                "tr" => "\n",
                "p" => cells == 0 ? "\n\n" : "\n",
                _ => "",
            }
        );
    }
}
