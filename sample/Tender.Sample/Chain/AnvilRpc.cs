using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tender.Sample.Chain;

/// <summary>The calls that only a development node has: moving its clock, mining, losing blocks.</summary>
public sealed class AnvilRpc(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    public async Task<JsonElement> CallAsync(string method, CancellationToken cancel, params object?[] parameters)
    {
        var request = new
        {
            jsonrpc = "2.0",
            id = 1,
            method,
            @params = parameters,
        };
        using var response = await http.PostAsJsonAsync("", request, cancel);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancel);
        return answer.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"{method}: {error}")
            : answer.GetProperty("result").Clone();
    }

    /// <summary>The node's clock jumps to this second and goes on from there.</summary>
    public Task SetTimeAsync(DateTimeOffset time, CancellationToken cancel = default) =>
        CallAsync("evm_setTime", cancel, time.ToUnixTimeSeconds());

    /// <summary>The next block carries exactly this second. Going back is refused, the same second again is not.</summary>
    public Task SetNextBlockTimeAsync(DateTimeOffset time, CancellationToken cancel = default) =>
        CallAsync("evm_setNextBlockTimestamp", cancel, time.ToUnixTimeSeconds());

    public Task MineAsync(CancellationToken cancel = default) => CallAsync("evm_mine", cancel);

    public async Task<long> BlockNumberAsync(CancellationToken cancel = default)
    {
        var hex = (await CallAsync("eth_blockNumber", cancel)).GetString()!;
        return long.Parse(hex.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    public async Task<string> BlockHashAsync(long number, CancellationToken cancel = default)
    {
        var block = await CallAsync("eth_getBlockByNumber", cancel, $"0x{number:x}", false);
        return block.GetProperty("hash").GetString()!;
    }

    public async Task<DateTimeOffset> LatestTimeAsync(CancellationToken cancel = default)
    {
        var block = await CallAsync("eth_getBlockByNumber", cancel, "latest", false);
        var hex = block.GetProperty("timestamp").GetString()!;
        return DateTimeOffset.FromUnixTimeSeconds(
            long.Parse(hex.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        );
    }

    public void Dispose() => http.Dispose();
}
