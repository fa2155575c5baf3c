using Tender.Ledger.Contracts;
using Tender.Sealing;

namespace Tender.Vault.Hosting;

/// <summary>What is wrong with a configuration, one line each; empty when the vault may start with it.</summary>
internal static class VaultOptionsCheck
{
    internal static IReadOnlyList<string> Check(VaultOptions options, LedgerOptions ledger, bool production)
    {
        var findings = new List<string>();
        Demand(options.Database.Length > 0, "Vault:Database is missing.");
        Demand(options.FilesPath.Length > 0, "Vault:FilesPath is missing.");
        Demand(options.DayKeysPath.Length > 0, "Vault:DayKeysPath is missing.");
        Demand(File.Exists(options.SigningKey), "Vault:SigningKey is no file.");
        Demand(File.Exists(options.SigningPasswordFile), "Vault:SigningPasswordFile is no file.");
        Demand(Directory.Exists(options.AuthoritiesPath), "Vault:AuthoritiesPath is no folder.");
        Demand(options.TradingSystems.All(File.Exists), "Vault:TradingSystems names a file that is not there.");
        Demand(
            options.AllowedOrigins.All(o =>
                Uri.TryCreate(o, UriKind.Absolute, out var u) && u.GetLeftPart(UriPartial.Authority) == o
            ),
            "Vault:AllowedOrigins holds something else than scheme://host[:port]."
        );
        Demand(
            !options.ReplayLostTail || ledger.SealType == LedgerSealType.Dev,
            "Vault:ReplayLostTail is for development chains only."
        );
        CheckCustody(options.Custody, production, findings);
        if (production)
        {
            Demand(!options.TolerateVolatileDatabase, "Vault:TolerateVolatileDatabase is refused in Production.");
            Demand(!options.ReplayLostTail, "Vault:ReplayLostTail is refused in Production.");
            Demand(
                options.AllowedOrigins.All(o => o.StartsWith("https://", StringComparison.Ordinal)),
                "Vault:AllowedOrigins must be https in Production."
            );
        }

        return findings;

        void Demand(bool holds, string finding)
        {
            if (!holds)
            {
                findings.Add(finding);
            }
        }
    }

    private static void CheckCustody(CustodyOptions custody, bool production, List<string> findings)
    {
        var seats = custody.Seats;
        if (!seats.Select(s => s.Seat).Order().SequenceEqual(Enumerable.Range(1, seats.Count)))
        {
            findings.Add("Vault:Custody:Seats must be numbered from 1 without a gap.");
        }

        if (seats.Select(s => s.OrgCode).Distinct().Count() != seats.Count)
        {
            findings.Add("Vault:Custody:Seats names one organisation twice.");
        }

        if (!seats.All(s => OrganisationCode.IsValid(s.OrgCode)))
        {
            findings.Add("Vault:Custody:Seats holds something else than an organisation code.");
        }

        var smallest = production ? 3 : 2;
        if (custody.K < smallest || custody.K >= seats.Count || seats.Count > PoolSession.MaxSeats)
        {
            findings.Add($"Vault:Custody: {smallest} <= K < number of seats <= {PoolSession.MaxSeats} is needed.");
        }

        if (custody.PoolSize is < 2 or > 500 || custody.ValidDays is < 1 or > 366)
        {
            findings.Add(
                "Vault:Custody:PoolSize lies in 2 to 500 (the first key is for rehearsals), ValidDays in 1 to 366."
            );
        }
    }
}
