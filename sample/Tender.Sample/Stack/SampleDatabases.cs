using Npgsql;
using Tender.Sample.Postgres;

namespace Tender.Sample.Stack;

/// <summary>
/// Two databases, each with an owner role that changes the schema and an own role of the program that cannot. The rights of the
/// program's role are granted by the program's own scripts.
/// </summary>
internal sealed class SampleDatabases(PostgresServer server, SampleSecrets secrets)
{
    internal string Site => server.ConnectionString("tender_site", "tender_site", secrets.SiteApp);

    internal string SiteOwner => server.ConnectionString("tender_site", "tender_site_owner", secrets.SiteOwner);

    internal string Vault => server.ConnectionString("tender_vault", "tender_vault", secrets.VaultApp);

    internal string VaultOwner => server.ConnectionString("tender_vault", "tender_vault_owner", secrets.VaultOwner);

    internal async Task PrepareAsync(CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("postgres"));
        await PrepareAsync(source, "tender_site", secrets.SiteOwner, secrets.SiteApp, cancel);
        await PrepareAsync(source, "tender_vault", secrets.VaultOwner, secrets.VaultApp, cancel);
    }

    private static async Task PrepareAsync(
        NpgsqlDataSource source,
        string name,
        string ownerPassword,
        string appPassword,
        CancellationToken cancel
    )
    {
        await CreateRoleAsync(source, $"{name}_owner", ownerPassword, cancel);
        await CreateRoleAsync(source, name, appPassword, cancel);
        await using var exists = source.CreateCommand("select count(*) from pg_database where datname = $1");
        exists.Parameters.AddWithValue(name);
        if ((long)(await exists.ExecuteScalarAsync(cancel))! == 0)
            await ExecuteAsync(source, $"create database {name} owner {name}_owner", cancel);
        await ExecuteAsync(source, $"revoke all on database {name} from public", cancel);
        await ExecuteAsync(source, $"grant connect on database {name} to {name}", cancel);
    }

    private static async Task CreateRoleAsync(
        NpgsqlDataSource source,
        string role,
        string password,
        CancellationToken cancel
    )
    {
        // Names and passwords are ours (letters and hex), and DDL takes no parameters.
        await ExecuteAsync(
            source,
            $$"""
            do $do$
            begin
                if not exists (select from pg_roles where rolname = '{{role}}') then
                    create role {{role}} login;
                end if;
            end
            $do$;
            alter role {{role}} password '{{password}}';
            """,
            cancel
        );
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
