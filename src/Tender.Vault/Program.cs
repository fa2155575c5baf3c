using Tender.Vault.Database;
using Tender.Vault.Hosting;

var verb = args is [var first, ..] && !first.StartsWith('-') ? first : "serve";
var rest = args.Where(a => a != verb).ToArray();
try
{
    switch (verb)
    {
        case "migrate":
            var options = VaultHost
                .CreateBuilder(rest)
                .Configuration.GetSection(VaultOptions.Section)
                .Get<VaultOptions>()!;
            await Migrator.RunAsync(options.OwnerDatabase, options.Database, CancellationToken.None);
            return 0;
        case "serve":
            await using (var app = await VaultHost.BuildAsync(rest, null, CancellationToken.None))
            {
                await app.Services.GetRequiredService<StartChecks>().RunAsync(CancellationToken.None);
                await app.RunAsync();
            }

            return 0;
        default:
            await Console.Error.WriteLineAsync("Tender.Vault [serve | migrate] --config FILE");
            return 64;
    }
}
catch (ConfigurationException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 78;
}
