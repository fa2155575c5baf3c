using Tender.Sample.Processes;
using Tender.Testing;
using Tender.Vault.Tests.Kit;

namespace Tender.Vault.Tests.Crash;

/// <summary>The vault as a process of its own, to be killed.</summary>
internal sealed class VaultProcess : IAsyncDisposable
{
    private readonly VaultKit kit;
    private readonly int port = Ports.Free();
    private ChildProcess? child;

    internal VaultProcess(VaultKit kit)
    {
        this.kit = kit;
        kit.UseVault(new Uri($"http://127.0.0.1:{port}/"));
    }

    internal async Task StartAsync()
    {
        var config = await kit.WriteConfigurationAsync(("Urls", $"http://127.0.0.1:{port}"));
        child = ChildProcess.Start(
            new ChildSpec
            {
                Name = "vault",
                FileName = "dotnet",
                Arguments = [Path.Combine(AppContext.BaseDirectory, "Tender.Vault.dll"), "--config", config],
                LogFile = kit.Folder["vault.log"],
                Environment = new Dictionary<string, string?>
                {
                    ["ASPNETCORE_ENVIRONMENT"] = "Development",
                    ["ASPNETCORE_URLS"] = null,
                },
                OnParentDeath = DeathSignal.Kill,
            }
        );
        using var http = new HttpClient { BaseAddress = kit.Address };
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    using var response = await http.GetAsync("healthz/ready");
                    return response.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            $"the vault is ready: {child.LogTail()}"
        );
    }

    /// <summary>As if the power went.</summary>
    internal Task KillAsync() => child!.StopAsync(DeathSignal.Kill, TimeSpan.FromSeconds(5));

    internal Task TerminateAsync() => child!.StopAsync(DeathSignal.Term, TimeSpan.FromSeconds(20));

    internal int? ExitCode => child?.ExitCode;

    public async ValueTask DisposeAsync()
    {
        if (child is not null)
        {
            await child.DisposeAsync();
        }
    }
}
