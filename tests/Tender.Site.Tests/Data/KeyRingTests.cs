using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tender.Site.Tests.Support;
using Xunit;

namespace Tender.Site.Tests.Data;

public sealed class KeyRingTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Keys_InTheDatabase_LieUnderTheCertificate()
    {
        await site.Open().AsAgentAsync();

        var keys = await KeysAsync();

        Assert.NotEmpty(keys);
        Assert.All(
            keys,
            key =>
            {
                Assert.Contains("EncryptedXmlDecryptor", key, StringComparison.Ordinal);
                Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Key_InPlain_IsRefusedByTheDatabase()
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand(
            "insert into data_protection_keys (xml) values ('<key><descriptor><masterKey><value>AA==</value></masterKey></descriptor></key>')"
        );

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Fact]
    public void Library_AsLoaded_IsNotTheOneThatLetCookiesBeForged()
    {
        // CVE-2026-40372: 10.0.0 to 10.0.6. What counts is what is loaded, not what the project asks for.
        var loaded = site.Services.GetRequiredService<IDataProtectionProvider>().GetType().Assembly;
        var store = typeof(DataProtectionKey).Assembly;

        Assert.All(
            [loaded, store],
            a => Assert.True(VersionOf(a) >= new Version(10, 0, 14), $"{a.Location}: {VersionOf(a)}")
        );
    }

    private static Version VersionOf(Assembly assembly) =>
        Version.Parse(FileVersionInfo.GetVersionInfo(assembly.Location).ProductVersion!.Split('+', '-')[0]);

    private async Task<List<string>> KeysAsync()
    {
        await using var source = NpgsqlDataSource.Create(site.Database);
        await using var command = source.CreateCommand("select xml from data_protection_keys");
        await using var rows = await command.ExecuteReaderAsync();
        var keys = new List<string>();
        while (await rows.ReadAsync())
        {
            keys.Add(rows.GetString(0));
        }

        return keys;
    }
}
