using Tender.Sample.Cast;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Sample.Stack;

/// <summary>The custodians make keys in advance; until the first pool is closed no tender can be bound to one.</summary>
internal static class CustodyReadiness
{
    internal static async Task WaitAsync(SampleStack stack, SampleOptions options, CancellationToken cancel)
    {
        using var certificate = stack.Certificates.Load(SampleCast.Seats[0]);
        using var http = new HttpClient { BaseAddress = stack.VaultUrl, Timeout = TimeSpan.FromSeconds(30) };
        var session = await new VaultClient(http).SignInAsync(certificate, options.Time, options.Random, cancel);
        await Readiness.UntilAsync(() => HasKeysAsync(session, cancel), stack.Child("vault"), options.Time, cancel);
    }

    private static async Task<bool> HasKeysAsync(VaultSession session, CancellationToken cancel)
    {
        try
        {
            return (await session.GetPoolAsync(cancel)).State == PoolState.Closed;
        }
        catch (VaultProblemException none) when (none.Facts.Status == 404)
        {
            return false;
        }
    }
}
