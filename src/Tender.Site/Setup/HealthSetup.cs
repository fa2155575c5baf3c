using Npgsql;

namespace Tender.Site.Setup;

/// <summary>Alive says nothing but that; ready asks the database as the program's own role.</summary>
internal static class HealthSetup
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz/live", () => Results.Text("live")).AllowAnonymous();
        app.MapGet("/healthz/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(NpgsqlDataSource data, CancellationToken cancel)
    {
        try
        {
            await using var command = data.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancel);
            return Results.Text("ready");
        }
        catch (NpgsqlException)
        {
            return Results.Text("database", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
