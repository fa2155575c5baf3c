namespace Tender.Rules.Texts;

/// <summary>The words of a document, with the places that a reader can be sent to.</summary>
/// <param name="Text">All words; cells of a table row are separated by <c>|</c>, paragraphs by an empty line.</param>
/// <param name="Kind">What the places are.</param>
/// <param name="Starts">Where each place starts in the text, UTF-16 units, ascending; the first place has the number 1.</param>
public sealed record DocumentText(string Text, PlaceKind Kind, IReadOnlyList<int> Starts)
{
    /// <summary>Number of the place that holds a character; 1 when the document has none.</summary>
    public int PlaceAt(int offset)
    {
        var (low, high) = (0, Starts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Starts[middle] <= offset ? (middle + 1, high) : (low, middle);
        }

        return Math.Max(1, low);
    }
}
