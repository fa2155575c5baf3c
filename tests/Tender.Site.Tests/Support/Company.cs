using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using Tender.Sealing;
using Tender.Testing;

namespace Tender.Site.Tests.Support;

/// <summary>An organisation of a test's own, with one certificate that it keeps.</summary>
public sealed class Company : IDisposable
{
    private static int count;
    private readonly SiteFixture site;

    public Company(SiteFixture site, TestAuthority? authority = null)
    {
        this.site = site;
        var body = string.Create(CultureInfo.InvariantCulture, $"91330100MA3{Interlocked.Increment(ref count):000000}");
        Code = body + OrganisationCode.CheckCharacter(body);
        Name = $"测试单位{count}号";
        Certificate = (authority ?? TestAuthority.A).Issue(Code, Name, "张三");
    }

    public string Code { get; }

    public string Name { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>A browser that is signed in.</summary>
    public async Task<Browser> EnterAsync(string language = "zh")
    {
        var browser = site.Open(language);
        using var response = await browser.SignInAsync(Certificate);
        return response.StatusCode == HttpStatusCode.Redirect
            ? browser
            : throw new HttpRequestException("not signed in");
    }

    /// <summary>A browser that is signed in with exactly these roles.</summary>
    public async Task<Browser> EnterAsAsync(params string[] roles)
    {
        await EnterAsync();
        await SetRolesAsync(roles);
        return await EnterAsync();
    }

    /// <summary>Writes roles as the set-up's owner can: straight into the table.</summary>
    public async Task SetRolesAsync(params string[] roles)
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var batch = source.CreateBatch();
        foreach (
            var sql in (string[])
                [
                    "delete from organisation_role r using organisation o where o.id = r.organisation_id and o.org_code = $1 and r.role <> all ($2)",
                    "insert into organisation_role select o.id, r, now() from organisation o, unnest($2::text[]) r where o.org_code = $1 on conflict do nothing",
                ]
        )
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter { Value = Code });
            command.Parameters.Add(new NpgsqlParameter { Value = roles });
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
    }

    public void Dispose() => Certificate.Dispose();
}
