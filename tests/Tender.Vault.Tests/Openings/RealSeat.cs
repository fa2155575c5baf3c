using System.Security.Cryptography;
using Tender.Custodian.Checks;
using Tender.Custodian.History;
using Tender.Custodian.Release;
using Tender.Custodian.Serving;
using Tender.Ledger.Contracts;
using Tender.Ledger.Evm;
using Tender.Sealing;
using Tender.Testing;
using Tender.Vault.Client;
using Tender.Vault.Tests.Kit;

namespace Tender.Vault.Tests.Openings;

/// <summary>A custodian as it runs at its organisation, in the test's process: its own disk, its own view of the chain, all its checks.</summary>
internal sealed class RealSeat : IDisposable
{
    private const string Password = "test";
    private readonly TemporaryFolder files = new("seat");
    private readonly HttpClient http = new();
    private readonly VaultKit kit;
    private readonly EthKey account = EthKey.Draw(SystemRandom.Instance);
    private SeatFolder folder;
    private SeatContext context;
    private SeatDuties duties;

    internal RealSeat(VaultKit kit, int number)
    {
        (this.kit, Number) = (kit, number);
        (folder, context, duties) = Open();
    }

    internal int Number { get; }

    internal TestLog Log { get; } = new();

    /// <summary>Its own least time between a seal and its answer.</summary>
    internal TimeSpan LeastObjection { get; init; }

    private int Organisation => 9000 + Number;

    /// <summary>The seat's process ends and starts again: only its disk remains. Also needed when the vault has moved.</summary>
    internal void Restart()
    {
        folder.Dispose();
        (folder, context, duties) = Open();
    }

    /// <summary>One look at the vault, as the worker does it.</summary>
    internal Task LookAsync() => duties.PerformAsync(new Announcements(Log), default);

    internal Task<VaultSession> SignInAsync() => kit.SignInAsync(Organisation);

    /// <summary>Asks the seat about one set, whatever the vault lists; null when it answered.</summary>
    internal async Task<Refusal?> AskAsync(byte[] tenderRef, int phase)
    {
        var item = new CustodyItem(tenderRef, phase, DateTimeOffset.UnixEpoch);
        return await Answers().ExecuteAsync(await SignInAsync(), item, default);
    }

    /// <summary>The seat decides and then dies before anything of it leaves: its answer lies on its disk only.</summary>
    internal async Task DecideAndDieAsync(byte[] tenderRef, int phase)
    {
        using var dead = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:9/") };
        var item = new CustodyItem(tenderRef, phase, DateTimeOffset.UnixEpoch);
        var facts = await new CaseGatherer(context, kit.Client, kit.Time).GatherAsync(
            await SignInAsync(),
            item,
            default
        );
        var opening = await MakeAsync(tenderRef, phase);
        var message = Sign(opening.Encode());
        var ledger = OpenLedger();
        var nonce = await ledger.NextNonceAsync(context.History.NextNonce, default);
        context.History.Decide(
            new GivenAnswer
            {
                TenderRef = tenderRef,
                Phase = phase,
                SetRoot = facts.Set.SetRoot,
                KeySetId = facts.KeySet!.Id.ToArray(),
                Encs = [.. facts.Parts.Select(p => CurvePoint.Decode65(p.Enc.Span).Encode33())],
                Message = message,
                Nonce = nonce,
                Transaction = (await ledger.SignAsync(facts, (byte)Number, message, nonce, default)).Raw,
            }
        );
        Restart();
    }

    /// <summary>A right answer, or one under another share.</summary>
    internal async Task<PartialOpening> MakeAsync(
        byte[] tenderRef,
        int phase,
        Func<OpeningContext, OpeningContext>? alter = null,
        Func<Scalar, Scalar>? alterShare = null
    )
    {
        var facts = await new CaseGatherer(context, kit.Client, kit.Time).GatherAsync(
            await SignInAsync(),
            new CustodyItem(tenderRef, phase, DateTimeOffset.UnixEpoch),
            default
        );
        var share = facts.Keys!.FindShare(facts.KeySet!)!.Secret;
        return PartialOpening.Make(
            alter?.Invoke(facts.Context) ?? facts.Context,
            facts.KeySet!.Id,
            Number,
            alterShare?.Invoke(share) ?? share,
            [.. facts.Parts.Select(p => CurvePoint.Decode65(p.Enc.Span))],
            SystemRandom.Instance
        );
    }

    /// <summary>Hands over whatever it is told: its hash on the ledger, then the signed message.</summary>
    internal async Task<PartialAnswer> HandOverAsync(byte[] tenderRef, int phase, byte[] content)
    {
        var session = await SignInAsync();
        var message = Sign(content);
        var facts = await kit.Client.GetTenderAsync(tenderRef, default);
        var keys = await kit.Client.GetKeySetAsync(facts.KeySetId, default);
        var chain = TestLedger.Reader(http, kit.ChainUrl);
        var call = new TenderChainClient(chain, kit.Ledger.Plan.TenderChain).CommitShare(
            tenderRef,
            new ShareCommitted((byte)phase, (byte)Number, SHA256.HashData(message)),
            [.. keys.Seats.Select(s => new Address(s.Account))]
        );
        var nonce = await chain.TransactionCountAsync(account.Address, default);
        var signed = await new TransactionSender(chain, (ulong)AnvilFixture.ChainId).SignAsync(
            call,
            nonce,
            account,
            default
        );
        await session.RelayAsync(signed.Raw, default);
        return await session.PostPartialAsync(tenderRef, phase, message, default);
    }

    public void Dispose()
    {
        folder.Dispose();
        http.Dispose();
        files.Dispose();
    }

    private byte[] Sign(byte[] content) =>
        CmsSigner.Sign(content, TestOrganisations.Certificate(Organisation), kit.Time.GetUtcNow());

    private (SeatFolder, SeatContext, SeatDuties) Open()
    {
        var opened = new SeatFolder(files.Path, Password, SystemRandom.Instance);
        var trust = new TrustList([TestAuthority.A.Certificate], []);
        context = new SeatContext
        {
            Identity = new SeatIdentity
            {
                Number = Number,
                Certificate = TestOrganisations.Certificate(Organisation),
                Account = account.Address.ToBytes(),
            },
            Folder = opened,
            History = AnswerHistory.Open(files["history.jsonl"], kit.Time),
            TrustFile = kit.Ledger.Trust,
            Trust = () => trust,
            LeastObjection = LeastObjection,
            SmallestK = 2,
        };
        var ceremony = new SeatCeremony(
            context.Identity,
            opened,
            new PoolExpectations { Trust = () => trust, SmallestK = 2 },
            SystemRandom.Instance,
            kit.Time
        );
        return (
            opened,
            context,
            new SeatDuties(kit.Client, context, ceremony, Answers(), SystemRandom.Instance, kit.Time)
        );
    }

    private AnswerSet Answers() =>
        new(
            context,
            ReleaseChecks.Of(context),
            new CaseGatherer(context, kit.Client, kit.Time),
            OpenLedger(),
            SystemRandom.Instance,
            kit.Time
        );

    private ShareLedger OpenLedger()
    {
        var chain = TestLedger.Reader(http, kit.ChainUrl);
        return new ShareLedger(
            chain,
            new TenderChainClient(chain, kit.Ledger.Plan.TenderChain),
            kit.Ledger.Trust.ChainId,
            account,
            new ReceiptWaiter(chain, 0, TimeSpan.FromMilliseconds(20), TimeProvider.System)
        );
    }
}
