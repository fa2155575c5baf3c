using Tender.Ledger.Contracts;
using Tender.Testing;
using Xunit;

namespace Tender.Vault.Tests.Kit;

/// <summary>What must be true of the ledger after any trouble.</summary>
internal static class LedgerChecks
{
    /// <summary>Every leaf gets its offline receipt.</summary>
    internal static Task AllProvedAsync(VaultKit kit, string note = "") =>
        Eventually.TrueAsync(
            async () =>
                await kit.ScalarAsync<long>(
                    "select count(*) from leaf l where not exists (select from offline_receipt o where o.receipt_no = l.receipt_no)"
                ) == 0,
            $"every receipt gets its proof {note}; {kit.Log}",
            TimeSpan.FromSeconds(60)
        );

    /// <summary>The heads in the vault are those on the chain.</summary>
    internal static async Task HeadsAgreeAsync(VaultKit kit)
    {
        using var http = new HttpClient();
        var log = new AnchorLogClient(TestLedger.Reader(http, kit.ChainUrl), kit.Ledger.Plan.AnchorLog);
        var heads = await kit.ScalarAsync<byte[][]>(
            "select array_agg(head order by n) from window_log where head is not null"
        );
        for (var n = 0; n < heads!.Length; n++)
        {
            Assert.Equal(heads[n], await log.HeadAsync((ulong)n, default));
        }
    }
}
