using System.Security.Cryptography;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;

namespace Tender.Vault.Tests.Kit;

/// <summary>A custodian's seat without its caution: it takes part in ceremonies and answers whatever the vault shows it.</summary>
internal sealed class TestSeat : IDisposable
{
    private readonly TemporaryFolder files = new("seat");
    private readonly VaultKit vault;
    private readonly SeatFolder folder;
    private readonly EthKey account;
    private readonly IRandom random = SystemRandom.Instance;

    internal TestSeat(VaultKit vault, int number)
    {
        this.vault = vault;
        Number = number;
        folder = new SeatFolder(files.Path, "test", random);
        account = EthKey.Draw(random);
    }

    internal int Number { get; }

    /// <summary>Whose certificate it is: seats are the organisations from 9001 on.</summary>
    internal int Organisation => 9000 + Number;

    internal Task<VaultSession> SignInAsync() => vault.SignInAsync(Organisation);

    internal async Task<CeremonyStep> AdvanceAsync(VaultSession session)
    {
        var trust = new TrustList([TestAuthority.A.Certificate], []);
        var ceremony = new SeatCeremony(
            new SeatIdentity
            {
                Number = Number,
                Certificate = TestOrganisations.Certificate(Organisation),
                Account = account.Address.ToBytes(),
            },
            folder,
            new PoolExpectations { Trust = () => trust, SmallestK = 2 },
            random,
            vault.Time
        );
        return await ceremony.AdvanceAsync(session, default);
    }

    /// <summary>The whole answer: share on the ledger, then the message.</summary>
    internal async Task<PartialAnswer> AnswerAsync(byte[] tenderRef, Func<PartialOpening, PartialOpening>? alter = null)
    {
        var session = await SignInAsync();
        var message = await MakeAsync(session, tenderRef, alter);
        await CommitAsync(session, tenderRef, message);
        return await session.PostPartialAsync(tenderRef, 1, message, default);
    }

    internal async Task<RelayAnswer> CommitAsync(VaultSession session, byte[] tenderRef, byte[] message) =>
        await session.RelayAsync(await SignShareAsync(tenderRef, message), default);

    internal async Task<byte[]> SignShareAsync(byte[] tenderRef, byte[] message)
    {
        using var http = new HttpClient();
        var chain = TestLedger.Reader(http, vault.ChainUrl);
        var facts = await vault.Client.GetTenderAsync(tenderRef, default);
        var keys = await vault.Client.GetKeySetAsync(facts.KeySetId, default);
        var call = new TenderChainClient(chain, vault.Ledger.Plan.TenderChain).CommitShare(
            tenderRef,
            new ShareCommitted((byte)1, (byte)Number, SHA256.HashData(message)),
            [.. keys.Seats.Select(s => new Address(s.Account))]
        );
        var nonce = await chain.TransactionCountAsync(account.Address, default);
        var sender = new TransactionSender(chain, (ulong)AnvilFixture.ChainId);
        return (await sender.SignAsync(call, nonce, account, default)).Raw;
    }

    internal async Task<byte[]> MakeAsync(
        VaultSession session,
        byte[] tenderRef,
        Func<PartialOpening, PartialOpening>? alter = null
    )
    {
        var facts = await vault.Client.GetTenderAsync(tenderRef, default);
        var keys = await vault.Client.GetKeySetAsync(facts.KeySetId, default);
        var keySet = KeySet.Parse(keys.Certificate.Span);
        var set = await session.GetSetHeadersAsync(tenderRef, default);
        var root = (await vault.Client.GetSetAsync(tenderRef, default)).SetRoot;
        var encs = set
            .Entries.Select(e => SealedHeader.Parse(e.Header.Span))
            .SelectMany(h => h.Parts)
            .Select(p => CurvePoint.Decode65(p.Enc.Span))
            .ToList();
        var context = new OpeningContext
        {
            TenderRef = tenderRef,
            Lot = new Guid(facts.Lot, bigEndian: true),
            Phase = 1,
            SetRoot = root,
        };
        var share = folder.Find(keys.PoolId)!.Keys.FindShare(keySet)!;
        var opening = PartialOpening.Make(context, keys.KeySetId, Number, share.Secret, encs, random);
        opening = alter?.Invoke(opening) ?? opening;
        return CmsSigner.Sign(opening.Encode(), TestOrganisations.Certificate(Organisation), vault.Time.GetUtcNow());
    }

    public void Dispose()
    {
        folder.Dispose();
        files.Dispose();
    }
}
