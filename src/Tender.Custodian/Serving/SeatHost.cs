using Microsoft.Extensions.DependencyInjection;
using Tender.Custodian.Checks;
using Tender.Custodian.Configuration;
using Tender.Custodian.History;
using Tender.Custodian.Release;
using Tender.Ledger;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Custodian.Serving;

/// <summary>Puts a seat together from its checked configuration.</summary>
internal static class SeatHost
{
    /// <summary>Registers the worker and everything below it.</summary>
    public static void Add(
        IServiceCollection services,
        SeatConfiguration configuration,
        SeatContext seat,
        EthKey account
    )
    {
        services.AddSingleton(configuration);
        services.AddSingleton(seat);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IRandom>(SystemRandom.Instance);
        services.AddSingleton(new VaultClient(Http(configuration)));
        services.AddSingleton(OpenLedger(configuration, account));
        services.AddSingleton(ReleaseChecks.Of(seat));
        services.AddSingleton<CaseGatherer>();
        services.AddSingleton<AnswerSet>();
        services.AddSingleton(OpenCeremony(configuration, seat));
        services.AddSingleton<SeatDuties>();
        services.AddHostedService<CustodianWorker>();
    }

    /// <summary>Opens keys, history and account of the seat, making what is missing.</summary>
    /// <exception cref="SeatConfigurationException">The folder is in use or damaged.</exception>
    public static async Task<(SeatContext Seat, EthKey Account)> OpenAsync(
        SeatConfiguration configuration,
        CancellationToken cancel
    )
    {
        try
        {
            var folder = new SeatFolder(configuration.Seat.KeysPath, configuration.Password, SystemRandom.Instance);
            var account = await OpenAccountAsync(folder, cancel);
            return (Seat(configuration, folder, account), account);
        }
        catch (Exception unusable)
            when (unusable is IOException or UnauthorizedAccessException or LedgerFormatException)
        {
            throw new SeatConfigurationException($"Seat:KeysPath cannot be used: {unusable.Message}", unusable);
        }
        catch (HistoryDamagedException damaged)
        {
            throw new SeatConfigurationException(damaged.Message, damaged);
        }
    }

    private static SeatContext Seat(SeatConfiguration configuration, SeatFolder folder, EthKey account) =>
        new()
        {
            Identity = new SeatIdentity
            {
                Number = configuration.Seat.Number,
                Certificate = configuration.Certificate,
                Account = account.Address.ToBytes(),
            },
            Folder = folder,
            History = AnswerHistory.Open(folder["history.jsonl"], TimeProvider.System),
            TrustFile = configuration.Trust,
            Trust = () => TrustList.Load(configuration.Seat.AuthoritiesPath),
            LeastObjection = TimeSpan.FromSeconds(configuration.Seat.ObjectionSeconds),
            Confirmations =
                configuration.Seat.Confirm == ConfirmMode.Ask ? new Confirmations(folder["confirmations"]) : null,
            SmallestK = configuration.SmallestK,
        };

    private static async Task<EthKey> OpenAccountAsync(SeatFolder folder, CancellationToken cancel)
    {
        var path = folder["account.key"];
        if (!File.Exists(path))
        {
            var text = EthKey.Draw(SystemRandom.Instance).ToFileText() + "\n";
            DurableFile.Write(path, System.Text.Encoding.ASCII.GetBytes(text));
        }

        return await EthKey.LoadAsync(path, cancel);
    }

    private static HttpClient Http(SeatConfiguration configuration)
    {
        var address = configuration.Seat.Vault!.ToString();
        return new HttpClient
        {
            BaseAddress = new Uri(address.EndsWith('/') ? address : address + "/"),
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    private static ShareLedger OpenLedger(SeatConfiguration configuration, EthKey account)
    {
        var options = configuration.Ledger;
        var rpc = new JsonRpcClient(new HttpClient(), options.Urls, options.SendTimeout, TimeProvider.System);
        var chain = new ChainReader(rpc);
        var waiter = new ReceiptWaiter(chain, options.Depth, TimeSpan.FromMilliseconds(200), TimeProvider.System);
        var contract = new TenderChainClient(chain, options.TenderChainAddress);
        return new ShareLedger(chain, contract, configuration.Trust.ChainId, account, waiter);
    }

    private static SeatCeremony OpenCeremony(SeatConfiguration configuration, SeatContext seat) =>
        new(
            seat.Identity,
            seat.Folder,
            new PoolExpectations
            {
                Trust = seat.Trust,
                SmallestK = configuration.SmallestK,
                Organisations = configuration.Seat.Organisations is { Count: > 0 } known ? known : null,
            },
            SystemRandom.Instance,
            TimeProvider.System
        );
}
