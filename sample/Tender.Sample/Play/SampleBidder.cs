using System.Security.Cryptography.X509Certificates;
using Tender.Sample.Cast;
using Tender.Sample.Processes;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Sample.Play;

/// <summary>A bidder that seals on its own machine and submits through the vault's public calls, as the browser and the command line do.</summary>
public sealed class SampleBidder(
    SampleOrganisation organisation,
    X509Certificate2 certificate,
    VaultClient vault,
    TimeProvider time,
    IRandom random
)
{
    private static readonly SealingTool Tool = new("tender-sample", "1", "");

    /// <summary>Seals, uploads and submits; the sealed file, the key file and the receipt stay in <paramref name="folder"/>.</summary>
    public async Task<SubmissionAnswer> BidAsync(
        ReadOnlyMemory<byte> tenderRef,
        SampleBid bid,
        string folder,
        string password,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(bid);
        Directory.CreateDirectory(folder);
        var tender = await vault.GetTenderAsync(tenderRef, cancel);
        var nonce = random.Bytes(32);
        var path = Path.Combine(folder, organisation.Key + ".sbid");
        var sealedBid = await SealAsync(tender, bid, nonce, path, cancel);

        var session = await vault.SignInAsync(certificate, time, random, cancel);
        await using (var file = File.OpenRead(path))
        {
            var upload = await session.Uploads.CreateAsync(tenderRef, file.Length, cancel);
            await session.Uploads.SendAsync(upload, file, progress: null, time, cancel);
        }

        var statement = CmsSigner.Sign(Statement(tender, sealedBid, nonce).Write(), certificate, time.GetUtcNow());
        var idempotencyKey = random.Bytes(16);
        var answer = await session.SubmitAsync(statement, Convert.ToHexStringLower(idempotencyKey), cancel);
        var content = KeyFileOf(tender, sealedBid, nonce, (idempotencyKey, statement, answer));
        PrivateFile.Write(
            Path.Combine(folder, organisation.Key + ".sbidkey"),
            KeyFile.Write(content, password, random)
        );
        return answer;
    }

    private async Task<SealedBid> SealAsync(
        TenderFacts tender,
        SampleBid bid,
        byte[] nonce,
        string path,
        CancellationToken cancel
    )
    {
        var keys = await vault.GetKeySetAsync(tender.KeySetId, cancel);
        var request = new SealRequest
        {
            TenderRef = tender.TenderRef,
            Lot = new Guid(tender.Lot, bigEndian: true),
            DocHash = tender.DocHash,
            KeySetId = tender.KeySetId,
            PublicKey = keys.PublicKey,
            BidNonce = nonce,
            OrganisationCode = organisation.OrgCode,
            Parts = [SealInput.Of(BidSummary.PartId, 1, bid.Summary.Write()), SealInput.Of(2, 1, bid.Body)],
        };
        await using var output = File.Create(path);
        return await new BidSealer(random, time).SealAsync(request, output, progress: null, cancel);
    }

    private SubmissionStatement Statement(TenderFacts tender, SealedBid sealedBid, byte[] nonce) =>
        new()
        {
            V = 1,
            Action = StatementAction.Submit,
            TenderRef = tender.TenderRef,
            Lot = tender.Lot,
            DocHash = tender.DocHash,
            KeySetId = tender.KeySetId!,
            Suite = 1,
            Flags = sealedBid.Header.Flags,
            FileSize = sealedBid.Header.FileLength,
            HeaderHash = sealedBid.Header.Hash(),
            TreeRoot = sealedBid.TreeRoot,
            LeafCount = sealedBid.Header.LeafCount,
            Seq = 1,
            PrevCommitment = new byte[32],
            BidNonce = nonce,
            LeafNonce = random.Bytes(32),
            Uscc = organisation.OrgCode,
            Company = organisation.Name,
            Signer = organisation.Signer,
            Tool = Tool,
            ClientTime = time.GetUtcNow(),
        };

    private KeyFileContent KeyFileOf(
        TenderFacts tender,
        SealedBid sealedBid,
        byte[] nonce,
        (byte[] IdempotencyKey, byte[] Statement, SubmissionAnswer Answer) sent
    ) =>
        new()
        {
            V = 1,
            Suite = 1,
            TenderRef = tender.TenderRef,
            Lot = new Guid(tender.Lot, bigEndian: true),
            KeySetId = tender.KeySetId!,
            OrgCode = organisation.OrgCode,
            BidNonce = nonce,
            Files = [KeyFileEntry.Of(sealedBid)],
            Submissions =
            [
                new KeyFileSubmission
                {
                    IdempotencyKey = sent.IdempotencyKey,
                    Statement = sent.Statement,
                    Receipt = sent.Answer.Receipt.ToArray(),
                    ReceiptNo = Convert.ToHexStringLower(sent.Answer.ReceiptNo),
                    OfflineReceipt = null,
                },
            ],
        };
}
