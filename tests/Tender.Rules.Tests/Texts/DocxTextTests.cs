using System.IO.Compression;
using System.Text;
using Tender.Rules.Texts;
using Xunit;

namespace Tender.Rules.Tests.Texts;

public sealed class DocxTextTests
{
    private const string Head =
        """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>""";

    private const string Foot = "</w:body></w:document>";

    [Fact]
    public void Read_ParagraphsAndRows_AreCounted()
    {
        var words = DocxText.Read(
            File(
                Head
                    + "<w:p><w:r><w:t>第一</w:t></w:r><w:r><w:t>段</w:t></w:r></w:p><w:p/>"
                    + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                    + "<w:p><w:r><w:t>末</w:t><w:br/><w:t>行</w:t></w:r></w:p>"
                    + Foot
            )
        );
        Assert.Equal("第一段\n\n\n\n甲\n|乙\n|\n末\n行\n\n", words.Text);
        Assert.Equal(
            [1, 3, 3, 4],
            new[] { "第", "甲", "乙", "末" }.Select(w => words.PlaceAt(words.Text.IndexOf(w, StringComparison.Ordinal)))
        );
    }

    [Fact]
    public void Read_DeletedTextAndFallback_AreLeftOut()
    {
        var words = DocxText.Read(
            File(
                Head
                    + "<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
                    + "<mc:AlternateContent><mc:Choice><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:p>"
                    + Foot
            )
        );
        Assert.Equal("增新", words.Text.Trim());
    }

    public static TheoryData<string> Hostile =>
        [
            """<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>""" + Head + "<w:p><w:t>&b;</w:t></w:p>" + Foot,
            """<!DOCTYPE d SYSTEM "http://example.org/x.dtd">""" + Head + Foot,
            string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000)),
            Head + "<w:p>",
            "",
        ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Read_HostileXml_IsRefused(string xml) =>
        Assert.Throws<DocumentTextException>(() => DocxText.Read(File(xml)));

    [Fact]
    public void Read_SmallFileThatUnpacksIntoALargeOne_IsRefused() =>
        Assert.Throws<DocumentTextException>(() =>
            DocxText.Read(File(Head + "<w:p><w:t>" + new string(' ', DocxText.MostBytes + 1) + "</w:t></w:p>" + Foot))
        );

    [Fact]
    public void Read_ZipWithoutDocument_IsRefused() =>
        Assert.Throws<DocumentTextException>(() => DocxText.Read(File("<a/>", "other.xml")));

    [Fact]
    public void Read_NoZip_IsRefused() =>
        Assert.Throws<DocumentTextException>(() =>
            DocxText.Read(new MemoryStream("PK\u0003\u0004 broken"u8.ToArray()))
        );

    private static MemoryStream File(string xml, string part = "word/document.xml")
    {
        var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry(part).Open())
        {
            entry.Write(Encoding.UTF8.GetBytes(xml));
        }

        file.Position = 0;
        return file;
    }
}
