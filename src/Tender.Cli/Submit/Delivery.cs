using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Cli.Submit;

/// <summary>
/// Hands a signed statement over. It lies in the key file with its idempotency key before it is sent, so whatever happens the same bytes
/// can be sent again under the same key, and the vault answers with the original receipt (security 3.4).
/// </summary>
internal sealed class Delivery(Desk desk)
{
    private const int MostTries = 6;

    /// <summary>A statement whose outcome is not known, from an earlier run.</summary>
    public KeyFileSubmission? Pending => desk.Keys.Submissions is [.., { Receipt: null } last] ? last : null;

    public async Task<KeyFileSubmission> PrepareAsync(SubmissionStatement statement, CancellationToken cancel)
    {
        var submission = new KeyFileSubmission
        {
            IdempotencyKey = desk.Say.World.Random.Bytes(16),
            Statement = CmsSigner.Sign(statement.Write(), desk.Certificate, desk.Say.World.Clock.GetUtcNow()),
            Receipt = null,
            ReceiptNo = null,
            OfflineReceipt = null,
        };
        await desk.Store.SaveAsync(desk.Keys with { Submissions = [.. desk.Keys.Submissions, submission] }, cancel);
        return submission;
    }

    /// <summary>Sends until there is an answer, and keeps it.</summary>
    /// <exception cref="CliFailure">Refused, or the outcome is still unknown: then the statement stays pending.</exception>
    public async Task<VaultReceipt> SendAsync(KeyFileSubmission submission, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await desk.Session.SubmitAsync(
                    submission.Statement,
                    HexText.Of(submission.IdempotencyKey),
                    cancel
                );
                var receipt = ReceiptCheck.Check(answer.Receipt, submission, desk.Trust);
                await KeepAsync(submission, answer.Receipt.ToArray(), HexText.Of(answer.ReceiptNo), cancel);
                return receipt;
            }
            catch (VaultProblemException problem) when (problem.IsTransient)
            {
                if (attempt == MostTries)
                    throw new CliFailure(
                        ExitCode.Unknown,
                        "outcome-unknown",
                        new Words(
                            "没有收到回答，递交结果未知。请再次运行同一命令：封存柜会给出原来的回执和时间。",
                            "No answer: the outcome is unknown. Run the same command again; the vault gives the original receipt and time."
                        ),
                        problem
                    );
                await Task.Delay(TimeSpan.FromMilliseconds(250 << attempt), desk.Say.World.Clock, cancel);
            }
            catch (VaultProblemException problem)
            {
                await RefusedAsync(submission, problem, cancel);
                throw;
            }
        }
    }

    private async Task RefusedAsync(
        KeyFileSubmission submission,
        VaultProblemException problem,
        CancellationToken cancel
    )
    {
        if (problem.Facts.Refusal is { } refusal)
        {
            _ = ReceiptCheck.Check(refusal, submission, desk.Trust);
            await KeepAsync(submission, refusal.ToArray(), null, cancel);
        }
        else if (problem.Facts.Status != 401)
        {
            // Refused for certain, without a signed word: nothing to ask for again.
            await desk.Store.SaveAsync(
                desk.Keys with
                {
                    Submissions = [.. desk.Keys.Submissions.Where(s => !IsSame(s, submission))],
                },
                cancel
            );
        }
    }

    private Task KeepAsync(KeyFileSubmission submission, byte[] receipt, string? number, CancellationToken cancel)
    {
        var kept = submission with { Receipt = receipt, ReceiptNo = number };
        return desk.Store.SaveAsync(
            desk.Keys with
            {
                Submissions = [.. desk.Keys.Submissions.Select(s => IsSame(s, submission) ? kept : s)],
            },
            cancel
        );
    }

    private static bool IsSame(KeyFileSubmission a, KeyFileSubmission b) =>
        a.IdempotencyKey.AsSpan().SequenceEqual(b.IdempotencyKey);
}
