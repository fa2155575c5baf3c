using Tender.Sealing;

namespace Tender.Cli.Submit;

/// <summary>Submit, replace or withdraw, from what the bidder has to a receipt.</summary>
internal sealed class Submission(Desk desk, StatementAction action)
{
    private readonly Delivery delivery = new(desk);

    public required bool Yes { get; init; }

    public async Task<int> ExecuteAsync(string? path, CancellationToken cancel)
    {
        if (await FinishPendingAsync(path, cancel) is { } earlier)
            return earlier;
        var tender = await desk.GetTenderAsync(cancel);
        var history = await OwnHistory.ReadAsync(desk, cancel);
        CheckOrder(history);
        if (path is null)
            return await SendAsync(StatementDraft.Make(desk, action, history, tender, null), cancel);
        await using var file = InputFile.Open(path);
        var read = await ReadAsync(file, tender, cancel);
        var upload = new BidUpload(desk, path);
        await upload.StoreAsync(file, read, cancel);
        var code = await SendAsync(StatementDraft.Make(desk, action, history, tender, read), cancel);
        upload.Forget();
        return code;
    }

    // What an earlier run sent may have arrived: ask for it before anything new is said.
    private async Task<int?> FinishPendingAsync(string? path, CancellationToken cancel)
    {
        if (delivery.Pending is not { } pending)
            return null;
        desk.Say.Note(
            "上一次的结果未知，先用原来的凭据再问一次。",
            "The outcome of the last run is unknown; asking again with the same key."
        );
        var statement = SubmissionStatement.Parse(CmsVerifier.Open(pending.Statement).Content);
        var receipt = await delivery.SendAsync(pending, cancel);
        Tell(statement, receipt);
        if (path is not null)
            new BidUpload(desk, path).Forget();
        return statement.Action == action && IsCurrent(statement) ? ExitCode.Good : null;
    }

    private bool IsCurrent(SubmissionStatement statement) =>
        action == StatementAction.Withdraw
        || desk.Keys.Files is [.., var last] && last.TreeRoot.AsSpan().SequenceEqual(statement.TreeRoot);

    private void CheckOrder(OwnHistory history)
    {
        if (action == StatementAction.Submit && history.HasBid)
            throw CliFailure.Mismatch(
                "你在本标段已有投标：请用 tender replace 替换。",
                "You have a bid in this tender already: use tender replace."
            );
        if (action != StatementAction.Submit && !history.HasBid)
            throw CliFailure.Mismatch("你在本标段没有有效的投标。", "You have no bid in this tender.");
    }

    private async Task<SealedFileHasher> ReadAsync(FileStream file, TenderFacts tender, CancellationToken cancel)
    {
        var read = await desk.Say.ProgressAsync(
            "核对封存文件",
            "checking the sealed file",
            file.Length,
            progress => SealedFileHasher.ReadAsync(file, progress, cancel)
        );
        var header = read.Header!;
        if (desk.Keys.Files is not [.., var known] || !known.TreeRoot.AsSpan().SequenceEqual(read.Root()))
            throw CliFailure.Mismatch(
                "封存文件不是密钥文件里最新的那一份。",
                "The sealed file is not the latest one of the key file."
            );
        if (!header.TenderRef.Span.SequenceEqual(tender.TenderRef))
            throw new SealingException(SealingError.OtherTender, -1, "tender of the file");
        if (tender.KeySetId is null || !header.KeySetId.Span.SequenceEqual(tender.KeySetId))
            throw CliFailure.Mismatch(
                "封存文件用的密钥集不是本标段的，请重新封存。",
                "The file is sealed to another key set; seal again."
            );
        if (!header.DocHash.Span.SequenceEqual(tender.DocHash))
            throw CliFailure.Mismatch(
                "封存之后招标文件有变更，请查看后重新封存。",
                "The tender documents changed after sealing; look at them and seal again."
            );
        header.CheckLabels();
        return read;
    }

    private async Task<int> SendAsync(SubmissionStatement statement, CancellationToken cancel)
    {
        var (zh, en) = Word(action);
        var root = statement.FileSize > 0 ? $" {HexText.Short(statement.TreeRoot)}" : "";
        desk.Say.Confirm(
            Yes,
            $"{zh}：标段 {HexText.Short(statement.TenderRef)}{root}，签名人 {statement.Signer}，继续？",
            $"{en}: tender {HexText.Short(statement.TenderRef)}{root}, signer {statement.Signer}. Go on?"
        );
        var submission = await delivery.PrepareAsync(statement, cancel);
        Tell(statement, await delivery.SendAsync(submission, cancel));
        return ExitCode.Good;
    }

    private void Tell(SubmissionStatement statement, VaultReceipt receipt)
    {
        var (zh, en) = Word(statement.Action);
        desk.Say.Result(
            new
            {
                Ok = true,
                statement.Action,
                receipt.Verdict,
                receipt.ReceiptNo,
                receipt.TCommit,
                receipt.Deadline,
                receipt.ClockOffsetMs,
                receipt.Window,
                receipt.Commitment,
                receipt.TreeRoot,
                statement.Seq,
            },
            [
                (new Words("已受理", "accepted"), desk.Say.Label(new Words(zh, en))),
                (new Words("回执号", "receipt"), HexText.Of(receipt.ReceiptNo)),
                (new Words("受理时间", "committed"), Times.Local(receipt.TCommit)),
                (new Words("截止时间", "deadline"), Times.Local(receipt.Deadline)),
                (new Words("承诺值", "commitment"), HexText.Of(receipt.Commitment)),
            ]
        );
    }

    private static (string Zh, string En) Word(StatementAction action) =>
        action switch
        {
            StatementAction.Submit => ("递交投标", "submit a bid"),
            StatementAction.Replace => ("替换投标", "replace a bid"),
            _ => ("撤回投标", "withdraw a bid"),
        };
}
