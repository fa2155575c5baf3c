using System.Globalization;
using System.Text;

namespace Tender.Sample.Play;

/// <summary>The two notices that a newcomer finds, with small but real documents.</summary>
internal static class SampleNotices
{
    internal static SampleNotice AboutToOpen(DateTimeOffset deadline) =>
        new()
        {
            Title = "青石路道路及管线改造工程施工",
            Scope = "全长 1.8 km 的道路、雨污水管、照明及绿化施工，合同工期 240 日历天。",
            Qualification = "市政公用工程施工总承包二级及以上资质，项目负责人具有一级注册建造师执业资格。",
            Place = "杭州市西湖区",
            PeriodDays = 240,
            CeilingYuan = 128_000_000,
            Deadline = deadline,
            Documents = Documents("青石路道路及管线改造工程"),
        };

    internal static SampleNotice StillOpen(DateTimeOffset deadline) =>
        new()
        {
            Title = "市第三人民医院门诊楼机电安装工程施工",
            Scope = "建筑面积 4.2 万平方米门诊楼的给排水、暖通、电气及智能化安装。",
            Qualification = "机电工程施工总承包一级资质，近五年完成过一项单体 3 万平方米以上的医疗建筑机电安装。",
            Place = "杭州市上城区",
            PeriodDays = 420,
            CeilingYuan = 86_500_000,
            Deadline = deadline,
            Documents = Documents("市第三人民医院门诊楼机电安装工程"),
        };

    private static IReadOnlyList<(string Name, byte[] Content)> Documents(string name) =>
        [("招标文件.pdf", Pdf($"{name}: tender documents")), ("工程量清单.pdf", Pdf($"{name}: bill of quantities"))];

    /// <summary>A PDF 1.4 of one page with a line of ASCII text; everything else of the name is left out.</summary>
    internal static byte[] Pdf(string text)
    {
        var ascii = new string([.. text.Where(c => c is >= ' ' and <= '~' and not '(' and not ')' and not '\\')]);
        var page = $"BT /F1 18 Tf 72 720 Td ({ascii}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {page.Length} >>\nstream\n{page}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var content in objects)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{content}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        file.Append(
            CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"
        );
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
