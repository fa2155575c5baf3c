using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Tender.Ledger.Windows;
using Tender.Sealing;
using Tender.Testing;

namespace Tender.Cli.Tests;

/// <summary>Statements and receipts, with idempotency keys as the vault keeps them (security 3.4).</summary>
internal sealed class FakeSubmissions(FakeVault vault)
{
    private readonly X509Certificate2 certificate = TestAuthority.A.Issue("91110000MA0027KX4G", "封存中心", "封存柜");
    private readonly Dictionary<string, SubmissionAnswer> byKey = [];
    private readonly List<(SubmissionStatement Statement, byte[] Cms, SubmissionAnswer Answer)> accepted = [];

    /// <summary>The certificate that signs receipts.</summary>
    public X509Certificate2 Certificate => certificate;

    /// <summary>What a fetched submission shows as its ledger proof.</summary>
    public Func<byte[], byte[], JsonElement?> Offline { get; set; } = (_, _) => null;

    /// <summary>Changes a receipt before it is signed: a vault that lies.</summary>
    public Func<VaultReceipt, VaultReceipt> Alter { get; set; } = r => r;

    public int Count => accepted.Count;

    public HttpResponseMessage Submit(HttpRequestMessage request, byte[] body, FakeUploads uploads)
    {
        var key = request.Headers.GetValues("Idempotency-Key").Single();
        if (byKey.TryGetValue(key, out var known))
            return FakeVault.Json(known);
        var statement = SubmissionStatement.Parse(CmsVerifier.Open(body).Content);
        if (vault.Clock.GetUtcNow() >= vault.Tender.Deadline)
        {
            var refusal = Sign(Receipt(statement, body, VaultVerdict.Refused));
            return FakeVault.Problem(
                HttpStatusCode.Conflict,
                "ET-3001",
                "已过截止时间。",
                "The deadline has passed.",
                refusal
            );
        }

        if (statement.FileSize > 0 && uploads.Find(statement.TreeRoot) is null)
            return FakeVault.Problem(HttpStatusCode.UnprocessableEntity, "ET-3020", "没有这个文件。", "No such file.");
        var receipt = Receipt(statement, body, VaultVerdict.Accepted);
        var answer = new SubmissionAnswer(receipt.ReceiptNo, VaultVerdict.Accepted, Sign(receipt));
        byKey[key] = answer;
        accepted.Add((statement, body, answer));
        return FakeVault.Json(answer, HttpStatusCode.Created);
    }

    public IReadOnlyList<SubmissionFacts> Own() => [.. accepted.Select(a => Facts(a, withProof: false))];

    public HttpResponseMessage Get(string number)
    {
        var found = accepted.FirstOrDefault(a => Convert.ToHexStringLower(a.Answer.ReceiptNo) == number);
        return found.Statement is null
            ? FakeVault.Problem(HttpStatusCode.NotFound, "ET-3404", "没有。", "Not there.")
            : FakeVault.Json(Facts(found, withProof: true));
    }

    private SubmissionFacts Facts(
        (SubmissionStatement Statement, byte[] Cms, SubmissionAnswer Answer) own,
        bool withProof
    ) =>
        new()
        {
            ReceiptNo = own.Answer.ReceiptNo,
            Action = own.Statement.Action,
            State = own.Statement.Seq == accepted.Count ? SubmissionState.Current : SubmissionState.Superseded,
            Statement = own.Cms,
            Receipt = own.Answer.Receipt,
            OfflineReceipt = withProof ? Offline(own.Cms, own.Answer.Receipt.ToArray()) : null,
            WindowEnd = vault.Clock.GetUtcNow(),
        };

    private VaultReceipt Receipt(SubmissionStatement statement, byte[] cms, VaultVerdict verdict) =>
        Alter(
            new VaultReceipt
            {
                V = 1,
                Verdict = verdict,
                Reason = verdict == VaultVerdict.Accepted ? "" : "ET-3001",
                TenderRef = statement.TenderRef,
                Commitment = CommitmentPreimage.Of(statement, cms).Hash(),
                StatementHash = SHA256.HashData(cms),
                TreeRoot = statement.TreeRoot,
                FileSize = statement.FileSize,
                TStatement = vault.Clock.GetUtcNow(),
                TCommit = vault.Clock.GetUtcNow(),
                Deadline = vault.Tender.Deadline,
                ClockOffsetMs = 5,
                Window = verdict == VaultVerdict.Accepted ? 17 : null,
                ReceiptNo = SHA256.HashData(cms)[..16],
                SeqCommit = new byte[32],
                Queued = false,
                RevocationPending = false,
            }
        );

    private byte[] Sign(VaultReceipt receipt) => CmsSigner.Sign(receipt.Write(), certificate, vault.Clock.GetUtcNow());
}
