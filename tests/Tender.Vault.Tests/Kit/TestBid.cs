using System.Security.Cryptography;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Vault.Tests.Kit;

/// <summary>A sealed bid in memory, with what its next statement needs.</summary>
internal sealed record TestBid
{
    internal required byte[] File { get; init; }

    internal required SealedBid Sealed { get; init; }

    internal required TenderFacts Tender { get; init; }

    internal required byte[] Nonce { get; init; }

    internal required int Organisation { get; init; }
}

/// <summary>A bidder with its certificate, who makes bids and signs statements.</summary>
internal sealed class TestBidder(VaultKit vault, int organisation)
{
    private static readonly SealingTool Tool = new("test", "1", "");
    private readonly IRandom random = SystemRandom.Instance;
    private VaultSession? session;

    internal int Organisation => organisation;

    internal Uri VaultAddress => vault.Address;

    internal byte[] Nonce { get; set; } = SystemRandom.Instance.Bytes(32);

    internal async Task<VaultSession> SessionAsync() => session ??= await vault.SignInAsync(organisation);

    internal void ForgetSession() => session = null;

    internal static BidSummary Summary(long price) =>
        new()
        {
            V = 1,
            PriceFen = price,
            PeriodDays = 90,
            Quality = "合格",
            Manager = "张三",
        };

    internal async Task<TestBid> SealAsync(
        byte[] tenderRef,
        long price = 100_00,
        int bodyLength = 1000,
        Func<SealRequest, SealRequest>? alter = null,
        IRandom? chance = null
    )
    {
        var tender = await vault.Client.GetTenderAsync(tenderRef, default);
        var keys = await vault.Client.GetKeySetAsync(tender.KeySetId, default);
        var request = new SealRequest
        {
            TenderRef = tenderRef,
            Lot = new Guid(tender.Lot, bigEndian: true),
            DocHash = tender.DocHash,
            KeySetId = tender.KeySetId,
            PublicKey = keys.PublicKey,
            BidNonce = Nonce,
            OrganisationCode = TestOrganisations.Code(organisation),
            Parts =
            [
                SealInput.Of(BidSummary.PartId, 1, Summary(price).Write()),
                SealInput.Of(2, 1, random.Bytes(bodyLength)),
            ],
        };
        using var output = new MemoryStream();
        var made = await new BidSealer(chance ?? random, vault.Time).SealAsync(
            alter?.Invoke(request) ?? request,
            output,
            null,
            default
        );
        return new TestBid
        {
            File = output.ToArray(),
            Sealed = made,
            Tender = tender,
            Nonce = Nonce,
            Organisation = organisation,
        };
    }

    internal async Task<UploadFacts> UploadAsync(TestBid bid)
    {
        var own = await SessionAsync();
        var id = await own.Uploads.CreateAsync(bid.Tender.TenderRef, bid.File.Length, default);
        using var file = new MemoryStream(bid.File);
        return await own.Uploads.SendAsync(id, file, null, TimeProvider.System, default);
    }

    internal SubmissionStatement Statement(
        TestBid bid,
        StatementAction action = StatementAction.Submit,
        long seq = 1,
        byte[]? previous = null
    )
    {
        var withdraws = action == StatementAction.Withdraw;
        return new SubmissionStatement
        {
            V = 1,
            Action = action,
            TenderRef = bid.Tender.TenderRef,
            Lot = bid.Tender.Lot,
            DocHash = bid.Tender.DocHash,
            KeySetId = bid.Tender.KeySetId!,
            Suite = 1,
            Flags = bid.Sealed.Header.Flags,
            FileSize = withdraws ? 0 : bid.File.Length,
            HeaderHash = withdraws ? new byte[32] : bid.Sealed.Header.Hash(),
            TreeRoot = withdraws ? new byte[32] : bid.Sealed.TreeRoot,
            LeafCount = withdraws ? 0 : bid.Sealed.Header.LeafCount,
            Seq = seq,
            PrevCommitment = previous ?? new byte[32],
            BidNonce = bid.Nonce,
            LeafNonce = random.Bytes(32),
            Uscc = TestOrganisations.Code(organisation),
            Company = TestOrganisations.Name(organisation),
            Signer = $"签字人{organisation}",
            Tool = Tool,
            ClientTime = vault.Time.GetUtcNow(),
        };
    }

    internal byte[] Sign(SubmissionStatement statement) =>
        CmsSigner.Sign(statement.Write(), TestOrganisations.Certificate(organisation), vault.Time.GetUtcNow());

    internal static string NewKey() => Convert.ToHexStringLower(SystemRandom.Instance.Bytes(16));

    internal async Task<SubmissionAnswer> SubmitAsync(SubmissionStatement statement, string? key = null) =>
        await (await SessionAsync()).SubmitAsync(Sign(statement), key ?? NewKey(), default);

    /// <summary>Seals, uploads and submits a first version.</summary>
    internal async Task<(TestBid Bid, VaultReceipt Receipt)> BidAsync(byte[] tenderRef, long price = 100_00)
    {
        var bid = await SealAsync(tenderRef, price);
        await UploadAsync(bid);
        return (bid, Receipt(await SubmitAsync(Statement(bid))));
    }

    internal static VaultReceipt Receipt(SubmissionAnswer answer) => Receipt(answer.Receipt);

    internal static VaultReceipt Receipt(ReadOnlyMemory<byte> message) =>
        VaultReceipt.Parse(CmsVerifier.Open(message).Content);

    internal static byte[] Root(TestBid bid) => SHA256.HashData(bid.File);
}
