using Tender.Site.Data;

namespace Tender.Site.Setup;

/// <summary>The verbs: <c>migrate</c> (owner's connection, then ends) and <c>serve</c> (the default). Both take <c>--config FILE.json</c>.</summary>
internal static class SiteProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var migrates = args is ["migrate", ..];
        var rest = args is ["migrate" or "serve", ..] ? args[1..] : args;
        var builder = WebApplication.CreateBuilder(rest);
        if (builder.Configuration["config"] is { Length: > 0 } file)
        {
            builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        if (migrates)
        {
            return SiteMigrator.Run(builder.Configuration, Console.Error);
        }

        builder.Services.AddSite(builder.Configuration);
        builder.WebHost.ConfigureKestrel(KestrelLimits.Set);
        await using var app = builder.Build();
        app.UseSite();
        await app.RunAsync();
        return 0;
    }
}
