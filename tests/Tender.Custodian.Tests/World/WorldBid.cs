using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tender.Ledger.Windows;
using Tender.Sealing;

namespace Tender.Custodian.Tests.World;

/// <summary>A bid that lies in the vault at the deadline, with its papers.</summary>
internal sealed record WorldBid
{
    public required SealedBid Sealed { get; init; }

    public required byte[] Header { get; init; }

    public required SubmissionStatement Statement { get; init; }

    public required byte[] StatementCms { get; init; }

    public required byte[] ReceiptCms { get; init; }

    public byte[] Commitment => CommitmentPreimage.Of(Statement, StatementCms).Hash();

    public SetEntryFacts Entry =>
        new()
        {
            Commitment = Commitment,
            HeaderHash = SHA256.HashData(Header),
            TreeRoot = Statement.TreeRoot,
            StatementHash = SHA256.HashData(StatementCms),
            OrgCode = Statement.Uscc,
            Company = Statement.Company,
        };

    public SetHeaderEntry Papers => new(Commitment, Header, StatementCms, ReceiptCms);

    /// <summary>The same bid under another statement, signed and acknowledged again.</summary>
    public WorldBid Declare(CustodyWorld world, SubmissionStatement statement, X509Certificate2? signer = null) =>
        this with
        {
            Statement = statement,
            StatementCms = CmsSigner.Sign(
                statement.Write(),
                signer ?? world.CertificateOf(Statement.Uscc),
                world.CommitAt
            ),
        };

    /// <summary>The receipt for what the bid is now.</summary>
    public WorldBid Acknowledge(
        CustodyWorld world,
        X509Certificate2? signer = null,
        Func<VaultReceipt, VaultReceipt>? change = null
    )
    {
        var receipt = new VaultReceipt
        {
            V = 1,
            Verdict = VaultVerdict.Accepted,
            Reason = "",
            TenderRef = Statement.TenderRef,
            Commitment = Commitment,
            StatementHash = SHA256.HashData(StatementCms),
            TreeRoot = Statement.TreeRoot,
            FileSize = Statement.FileSize,
            TStatement = world.CommitAt,
            TCommit = world.CommitAt,
            Deadline = world.Deadline,
            ClockOffsetMs = 3,
            Window = 4,
            ReceiptNo = world.Random.Bytes(16),
            SeqCommit = world.Random.Bytes(32),
            Queued = false,
            RevocationPending = false,
        };
        receipt = change?.Invoke(receipt) ?? receipt;
        return this with { ReceiptCms = CmsSigner.Sign(receipt.Write(), signer ?? world.Vault, world.CommitAt) };
    }
}
