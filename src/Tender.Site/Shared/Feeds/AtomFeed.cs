using System.Text;
using System.Xml;

namespace Tender.Site.Shared.Feeds;

/// <summary>A feed in Atom (RFC 4287).</summary>
public static class AtomFeed
{
    public const string ContentType = "application/atom+xml; charset=utf-8";
    private const string Space = "http://www.w3.org/2005/Atom";

    /// <summary>Writes a feed, entries as they come.</summary>
    /// <param name="title">Title.</param>
    /// <param name="self">Its own address, which is also its id.</param>
    /// <param name="entries">Entries.</param>
    public static byte[] Write(string title, string self, IReadOnlyList<FeedEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = true };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement("feed", Space);
            xml.WriteElementString("title", Space, title);
            xml.WriteElementString("id", Space, self);
            Link(xml, "self", self);
            var updated = entries.Count > 0 ? entries.Max(e => e.UpdatedAt) : DateTimeOffset.UnixEpoch;
            xml.WriteElementString("updated", Space, Instant(updated));
            foreach (var entry in entries)
            {
                Write(xml, entry);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Space);
        xml.WriteElementString("id", Space, entry.Id);
        xml.WriteElementString("title", Space, Plain(entry.Title));
        Link(xml, "alternate", entry.Address);
        xml.WriteElementString("published", Space, Instant(entry.PublishedAt));
        xml.WriteElementString("updated", Space, Instant(entry.UpdatedAt));
        xml.WriteElementString("summary", Space, Plain(entry.Summary));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Space);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>What XML 1.0 cannot carry is left out.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An entry of a feed.</summary>
public sealed record FeedEntry(
    string Id,
    string Title,
    string Address,
    DateTimeOffset PublishedAt,
    DateTimeOffset UpdatedAt,
    string Summary
);
