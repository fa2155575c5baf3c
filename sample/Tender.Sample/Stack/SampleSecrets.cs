using System.Text.Json;
using Tender.Sample.Processes;
using Tender.Sealing;

namespace Tender.Sample.Stack;

/// <summary>Passwords of the database and keys of the ledger accounts, drawn by the first start and kept in a file of mode 0600.</summary>
internal sealed record SampleSecrets
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required string Superuser { get; init; }

    public required string SiteOwner { get; init; }

    public required string SiteApp { get; init; }

    public required string VaultOwner { get; init; }

    public required string VaultApp { get; init; }

    internal static SampleSecrets Prepare(string path, IRandom random)
    {
        if (File.Exists(path))
            return JsonSerializer.Deserialize<SampleSecrets>(File.ReadAllText(path), Json)!;
        var fresh = new SampleSecrets
        {
            Superuser = Draw(),
            SiteOwner = Draw(),
            SiteApp = Draw(),
            VaultOwner = Draw(),
            VaultApp = Draw(),
        };
        PrivateFile.Write(path, JsonSerializer.Serialize(fresh, Json));
        return fresh;

        string Draw() => Convert.ToHexStringLower(random.Bytes(16));
    }
}
