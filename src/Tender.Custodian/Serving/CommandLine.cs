using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Tender.Custodian.Configuration;
using Tender.Custodian.Release;
using Tender.Vault.Client;

namespace Tender.Custodian.Serving;

/// <summary>The verbs of the program. Exit codes: 0 good, 1 the seat stopped by a fault, 2 wrong use or configuration.</summary>
internal static class CommandLine
{
    /// <summary>Runs a verb to its end.</summary>
    /// <exception cref="SeatConfigurationException">Wrong use or configuration.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        var (words, config) = Split(args);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = [] });
        AddConfiguration(builder.Configuration, config);
        var configuration = await SeatConfiguration.ReadAsync(
            builder.Configuration,
            builder.Environment.IsProduction(),
            TimeProvider.System.GetUtcNow()
        );
        return words switch
        {
            [] or ["serve"] => await ServeAsync(builder, configuration),
            ["confirm", var tender, var phase] => await ConfirmAsync(configuration, tender, phase),
            _ => throw new SeatConfigurationException("Verbs: serve, confirm REF PHASE."),
        };
    }

    private static (string[] Words, string? Config) Split(string[] args)
    {
        var at = Array.IndexOf(args, "--config");
        if (at < 0)
        {
            return (args, null);
        }

        return at + 1 < args.Length
            ? ([.. args[..at], .. args[(at + 2)..]], args[at + 1])
            : throw new SeatConfigurationException("--config names a file.");
    }

    private static void AddConfiguration(ConfigurationManager configuration, string? path)
    {
        if (path is null)
        {
            return;
        }

        try
        {
            configuration.AddJsonFile(Path.GetFullPath(path), optional: false);
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or FormatException)
        {
            throw new SeatConfigurationException($"The configuration cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static async Task<int> ServeAsync(HostApplicationBuilder builder, SeatConfiguration configuration)
    {
        var (seat, account) = await SeatHost.OpenAsync(configuration, CancellationToken.None);
        using var folder = seat.Folder;
        SeatHost.Add(builder.Services, configuration, seat, account);
        using var host = builder.Build();
        await host.RunAsync();
        return Environment.ExitCode;
    }

    /// <summary>Shows a sealed set to a person and notes the confirmation; the running seat then checks and answers it.</summary>
    private static async Task<int> ConfirmAsync(SeatConfiguration configuration, string tender, string phase)
    {
        if (
            tender.Length != 64
            || !tender.All(char.IsAsciiHexDigitLower)
            || !int.TryParse(phase, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            throw new SeatConfigurationException("confirm takes the tender's reference (64 hex digits) and a phase.");
        }

        using var http = new HttpClient { BaseAddress = configuration.Seat.Vault };
        var reference = Convert.FromHexString(tender);
        var set = await new VaultClient(http).GetSetAsync(reference, number, CancellationToken.None);
        await Console.Out.WriteLineAsync($"{set.Count} bids, root {Convert.ToHexStringLower(set.SetRoot)}");
        new Confirmations(Path.Combine(configuration.Seat.KeysPath, "confirmations")).Add(
            reference,
            number,
            set.SetRoot
        );
        await Console.Out.WriteLineAsync("Confirmed. The seat answers after all its checks.");
        return 0;
    }
}
