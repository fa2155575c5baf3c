using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Sample.Processes;
using Tender.Sealing;

namespace Tender.Sample.Stack;

/// <summary>Ledger accounts of the sample, one key file each (mode 0600). The seats make their own.</summary>
internal sealed class SampleAccounts
{
    private readonly SampleFolders folders;

    private SampleAccounts(SampleFolders folders) => this.folders = folders;

    /// <summary>The vault's three keys lie with the vault.</summary>
    internal string AnchorerFile => Path.Combine(folders.VaultKeys, "anchorer.key");

    internal string RegistrarFile => Path.Combine(folders.VaultKeys, "registrar.key");

    internal string RecorderFile => Path.Combine(folders.VaultKeys, "recorder.key");

    /// <summary>Deploys the contracts and is their administrator: in production a multisig of supervisor and notary.</summary>
    internal string AdministratorFile => Path.Combine(folders.Sample, "ledger", "administrator.key");

    internal string SupervisorFile => Path.Combine(folders.Sample, "ledger", "supervisor.key");

    internal static SampleAccounts Prepare(SampleFolders folders, IRandom random)
    {
        var accounts = new SampleAccounts(folders);
        string[] files =
        [
            accounts.AnchorerFile,
            accounts.RegistrarFile,
            accounts.RecorderFile,
            accounts.AdministratorFile,
            accounts.SupervisorFile,
        ];
        foreach (var file in files)
            if (!File.Exists(file))
                PrivateFile.Write(file, EthKey.Draw(random).ToFileText() + "\n");
        return accounts;
    }

    /// <summary>Addresses by role on the chain.</summary>
    internal async Task<IReadOnlyDictionary<LedgerRole, Address>> RolesAsync(CancellationToken cancel) =>
        new Dictionary<LedgerRole, Address>
        {
            [LedgerRole.Anchorer] = (await LoadAsync(AnchorerFile, cancel)).Address,
            [LedgerRole.Registrar] = (await LoadAsync(RegistrarFile, cancel)).Address,
            [LedgerRole.Recorder] = (await LoadAsync(RecorderFile, cancel)).Address,
            [LedgerRole.Supervisor] = (await LoadAsync(SupervisorFile, cancel)).Address,
        };

    internal static Task<EthKey> LoadAsync(string file, CancellationToken cancel) => EthKey.LoadAsync(file, cancel);
}
