using System.Diagnostics;
using Xunit.Sdk;

namespace Tender.Testing;

/// <summary>Waiting for what another process or a background service does; fails with words when it does not.</summary>
public static class Eventually
{
    public static Task TrueAsync(Func<bool> question, string what, TimeSpan? patience = null) =>
        TrueAsync(() => Task.FromResult(question()), what, patience);

    public static async Task TrueAsync(Func<Task<bool>> question, string what, TimeSpan? patience = null)
    {
        var limit = patience ?? TimeSpan.FromSeconds(30);
        var started = Stopwatch.StartNew();
        while (!await question())
        {
            if (started.Elapsed > limit)
                throw new XunitException($"Not within {limit.TotalSeconds} s: {what}.");
            await Task.Delay(10);
        }
    }
}
