using System.Globalization;
using Tender.Sample.Processes;

namespace Tender.Sample.Chain;

/// <summary>A running anvil on 127.0.0.1. Its RPC can rewrite the chain, so it never listens anywhere else.</summary>
public sealed class AnvilNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly AnvilOptions options;
    private readonly ChildProcess process;
    private readonly AnvilState? state;
    private readonly CancellationTokenSource ending = new();
    private readonly Task keeping;

    private AnvilNode(AnvilOptions options, ChildProcess process, AnvilState? state, int port)
    {
        this.options = options;
        this.process = process;
        this.state = state;
        Url = new Uri($"http://127.0.0.1:{port}");
        Rpc = new AnvilRpc(Url);
        keeping = state is null ? Task.CompletedTask : KeepCopiesAsync(state);
    }

    public Uri Url { get; }

    public AnvilRpc Rpc { get; }

    public int ProcessId => process.Id;

    /// <summary>True when the chain had to start empty: there was no state, or none that was whole.</summary>
    public bool StartedEmpty { get; private init; }

    public static async Task<AnvilNode> StartAsync(AnvilOptions options, CancellationToken cancel = default)
    {
        var state = options.StatePath is null ? null : new AnvilState(options.StatePath);
        var known = state?.Prepare() ?? false;
        var port = options.Port == 0 ? Ports.Free() : options.Port;
        var process = ChildProcess.Start(
            new ChildSpec
            {
                Name = "anvil",
                FileName = AnvilBinary.Find(options.Checkout),
                Arguments = Arguments(options, state, known, port),
                LogFile = options.LogFile,
                OnParentDeath = options.OnParentDeath,
            }
        );
        var node = new AnvilNode(options, process, state, port) { StartedEmpty = !known };
        try
        {
            await node.WaitUntilReadyAsync(cancel);
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    /// <summary>As if the power went: what was not yet in the state file is lost. For tests of recovery.</summary>
    public Task KillAsync() => process.StopAsync(DeathSignal.Kill, TimeSpan.FromSeconds(5));

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await keeping;
        await process.StopAsync(state is null ? DeathSignal.Kill : DeathSignal.Term, TimeSpan.FromSeconds(15));
        state?.KeepCopy();
        await process.DisposeAsync();
        Rpc.Dispose();
        ending.Dispose();
    }

    private static List<string> Arguments(AnvilOptions options, AnvilState? state, bool known, int port)
    {
        List<string> arguments =
        [
            "--host=127.0.0.1",
            $"--port={port}",
            $"--chain-id={options.ChainId}",
            "--block-base-fee-per-gas=0",
            "--gas-price=0",
            "--gas-limit=1000000000",
            "--hardfork=london",
        ];
        if (state is not null)
            arguments.AddRange([$"--state={state.Current}", "--state-interval=5"]);
        if (!known && options.Start is { } start)
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--timestamp={start.ToUnixTimeSeconds()}"));
        if (options.BlockSeconds is { } seconds)
            arguments.Add($"--block-time={seconds}");
        return arguments;
    }

    private async Task KeepCopiesAsync(AnvilState kept)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(20), options.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
                kept.KeepCopy();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancel)
    {
        var started = options.Time.GetTimestamp();
        while (true)
        {
            if (process.HasExited)
                throw new PrerequisiteException($"anvil did not start:\n{process.LogTail()}");
            try
            {
                await Rpc.BlockNumberAsync(cancel);
                return;
            }
            catch (HttpRequestException)
            {
                if (options.Time.GetElapsedTime(started) > Patience)
                    throw new PrerequisiteException($"anvil was not ready in time:\n{process.LogTail()}");
                await Task.Delay(TimeSpan.FromMilliseconds(25), options.Time, cancel);
            }
        }
    }
}
