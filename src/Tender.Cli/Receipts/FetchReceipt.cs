using System.Text.Json;
using Tender.Cli.Submit;
using Tender.Ledger.Receipts;
using Tender.Sealing;

namespace Tender.Cli.Receipts;

/// <summary>Gets the receipt with its ledger proof, compares it with the acknowledgement in the key file, and keeps it in both places.</summary>
internal sealed class FetchReceipt(Desk desk)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public required string Output { get; init; }

    public required TimeSpan Wait { get; init; }

    public async Task<int> ExecuteAsync(string? number, CancellationToken cancel)
    {
        var submission = Find(number);
        var facts = await AskAsync(HexText.Parse(submission.ReceiptNo!, 16, "回执号", "A receipt number"), cancel);
        if (facts.OfflineReceipt is not { } element)
        {
            desk.Say.Note(
                "回执已受理，所在时间窗还没有上链；请稍后再取。",
                "Acknowledged; its window is not on the ledger yet. Ask again later."
            );
            return ExitCode.Incomplete;
        }

        var text = CanonicalJson.Write(element);
        var receipt = OfflineReceipt.Parse(text);
        CheckOwn(receipt, submission);
        await AtomicFile.WriteAsync(Output, text, cancel);
        await KeepAsync(submission, element, cancel);
        desk.Say.Result(
            new
            {
                Ok = true,
                File = Output,
                submission.ReceiptNo,
                receipt.Revision,
                receipt.Inclusion.Window,
                facts.State,
                facts.WindowEnd,
            },
            [
                (new Words("回执", "receipt"), Output),
                (new Words("时间窗", "window"), $"{receipt.Inclusion.Window}"),
                (new Words("版次", "revision"), $"{receipt.Revision}"),
            ]
        );
        return ExitCode.Good;
    }

    private KeyFileSubmission Find(string? number) =>
        desk.Keys.Submissions.LastOrDefault(s => s.ReceiptNo is not null && (number is null || s.ReceiptNo == number))
        ?? throw CliFailure.Mismatch("密钥文件里没有这张回执。", "The key file has no such receipt.");

    private async Task<SubmissionFacts> AskAsync(byte[] number, CancellationToken cancel)
    {
        var clock = desk.Say.World.Clock;
        var until = clock.GetUtcNow() + Wait;
        while (true)
        {
            var facts = await desk.Session.GetSubmissionAsync(number, cancel);
            if (facts.OfflineReceipt is { ValueKind: JsonValueKind.Object } || clock.GetUtcNow() >= until)
                return facts;
            await Task.Delay(Pause, clock, cancel);
        }
    }

    private static void CheckOwn(OfflineReceipt receipt, KeyFileSubmission submission)
    {
        var own =
            receipt.Ack.AsSpan().SequenceEqual(submission.Receipt)
            && receipt.Statement.AsSpan().SequenceEqual(submission.Statement);
        if (!own)
            throw CliFailure.Mismatch(
                "取回的回执与你手中的确认回执不一致，请保留两者并联系监督部门。",
                "The receipt is not the one you were given at the submission; keep both and call the supervisor."
            );
    }

    private Task KeepAsync(KeyFileSubmission submission, JsonElement receipt, CancellationToken cancel)
    {
        var kept = submission with { OfflineReceipt = receipt };
        return desk.Store.SaveAsync(
            desk.Keys with
            {
                Submissions = [.. desk.Keys.Submissions.Select(s => s == submission ? kept : s)],
            },
            cancel
        );
    }
}
