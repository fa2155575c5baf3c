using System.Net;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Shared;

/// <summary>
/// Role by page, against a table that a person reviewed: y may, x never, s is asked to sign in. The centre has no part in any act of a
/// procedure, whatever else is set up for it.
/// </summary>
[Trait("Speed", "slow")]
public sealed class PermissionMatrixTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static readonly string[] Roles = ["Tenderee", "Agent", "Bidder", "Supervisor", "Centre", ""];

    // In the order of Roles.
    private static readonly (string Path, string Row)[] Table =
    [
        ("/notices", "yyxxxs"),
        ("/notices/new", "yyxxxs"),
        ("/desk/plans", "yyxxxs"),
        ("/desk/plans/new", "yyxxxs"),
        ("/plans", "yyyyyy"),
        ("/statistics", "yyyyyy"),
        ("/mandates", "yyyyys"),
        ("/mandates/new", "yxxxxs"),
        ("/mandates/challenge.json", "yxxxxs"),
        ("/administration/trust", "xxxxxs"),
        ("/administration/trust/new", "xxxxxs"),
        ("/me/organisation", "yyyyys"),
        ("/register", "yyyyys"),
        ("/certificates/new", "yyyyyy"),
        ("/trust-list", "yyyyyy"),
        ("/tenders", "yyyyyy"),
    ];

    public static TheoryData<string, string, char> Cells
    {
        get
        {
            var data = new TheoryData<string, string, char>();
            foreach (var (path, row) in Table)
            {
                for (var i = 0; i < Roles.Length; i++)
                {
                    data.Add(Roles[i], path, row[i]);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Page_ByRole_IsAsTheTableSays(string role, string path, char cell)
    {
        using var company = new Company(site);
        var browser = role.Length == 0 ? site.Open() : await company.EnterAsAsync(role);

        using var response = await browser.GetAsync(path);

        // A challenge without its fields is refused by rule, after the question who asks.
        HttpStatusCode[] expected = cell switch
        {
            'y' => [HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity],
            'x' => [HttpStatusCode.Forbidden],
            _ => [HttpStatusCode.Redirect, HttpStatusCode.Unauthorized],
        };
        Assert.Contains(response.StatusCode, expected);
    }
}
