using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Tender.Sealing;
using Tender.Testing;

namespace Tender.Vault.Tests.Kit;

/// <summary>Invented organisations with right check characters and certificates of the first test authority.</summary>
internal static class TestOrganisations
{
    private static readonly ConcurrentDictionary<string, X509Certificate2> Issued = [];

    internal static string Code(int number)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"91330106MA{number:0000000}");
        return body + OrganisationCode.CheckCharacter(body);
    }

    internal static string Name(int number) => $"第{number}建设有限公司";

    internal static X509Certificate2 Certificate(int number) =>
        Issued.GetOrAdd(Code(number), code => TestAuthority.A.Issue(code, Name(number), $"签字人{number}"));
}
