using System.Text;
using Tender.Sealing;
using Tender.Vault.Client;

namespace Tender.Custodian.History;

/// <summary>
/// The seat's memory of what it answered: one JSON line each, appended and synced before the act. A line cut by a crash is the last one and was
/// never acted on; it is removed. Any other damage stops the seat. For one thread.
/// </summary>
internal sealed class AnswerHistory
{
    private const int LongestLine = 64 * 1024 * 1024;
    private readonly string path;
    private readonly TimeProvider clock;
    private readonly Dictionary<(string Tender, int Phase), (GivenAnswer Answer, AnswerState State)> answers = [];
    private bool isBroken;

    private AnswerHistory(string path, TimeProvider clock) => (this.path, this.clock) = (path, clock);

    /// <summary>Answers that the vault does not have yet and may get, oldest first.</summary>
    public IReadOnlyList<GivenAnswer> Unfinished =>
        [
            .. answers
                .Values.Where(a => a.State is AnswerState.Decided or AnswerState.Mined)
                .Select(a => a.Answer)
                .OrderBy(a => a.Nonce),
        ];

    /// <summary>The nonce after the last one that this seat used.</summary>
    public ulong NextNonce => answers.Count == 0 ? 0 : answers.Values.Max(a => a.Answer.Nonce) + 1;

    /// <summary>Reads the history; a missing file is an empty one.</summary>
    /// <exception cref="HistoryDamagedException">A line other than a cut last one cannot be read, or two lines contradict each other.</exception>
    public static AnswerHistory Open(string path, TimeProvider clock)
    {
        var history = new AnswerHistory(path, clock);
        if (!File.Exists(path))
        {
            return history;
        }

        var bytes = File.ReadAllBytes(path);
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (end < bytes.Length)
        {
            DurableFile.Cut(path, end);
        }

        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, end).Split('\n')[..^1])
        {
            number++;
            history.Replay(line, number);
        }

        return history;
    }

    /// <summary>What was answered for a tender and phase, or null.</summary>
    public GivenAnswer? Find(ReadOnlySpan<byte> tenderRef, int phase) =>
        answers.TryGetValue(Key(tenderRef, phase), out var found) ? found.Answer : null;

    /// <summary>How far an answer is, or null.</summary>
    public AnswerState? StateOf(ReadOnlySpan<byte> tenderRef, int phase) =>
        answers.TryGetValue(Key(tenderRef, phase), out var found) ? found.State : null;

    /// <summary>Everything that was ever answered with a key set.</summary>
    public IEnumerable<GivenAnswer> OfKeySet(byte[] keySetId) =>
        answers.Values.Select(a => a.Answer).Where(a => a.KeySetId.AsSpan().SequenceEqual(keySetId));

    /// <summary>Decides. After it returns this is the answer, for ever.</summary>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    /// <exception cref="HistoryDamagedException">It could not be made durable.</exception>
    public void Decide(GivenAnswer answer)
    {
        if (Find(answer.TenderRef, answer.Phase) is not null)
        {
            throw new InvalidOperationException("This tender and phase has its answer.");
        }

        Append(
            new HistoryLine
            {
                V = 1,
                At = clock.GetUtcNow(),
                Answer = answer,
            }
        );
        answers[Key(answer.TenderRef, answer.Phase)] = (answer, AnswerState.Decided);
    }

    /// <summary>Notes that an answer has come further.</summary>
    /// <exception cref="HistoryDamagedException">It could not be made durable.</exception>
    public void Advance(GivenAnswer answer, AnswerState state)
    {
        var step = new AnswerStep(answer.TenderRef, answer.Phase, state.ToString());
        Append(
            new HistoryLine
            {
                V = 1,
                At = clock.GetUtcNow(),
                Step = step,
            }
        );
        answers[Key(answer.TenderRef, answer.Phase)] = (answer, state);
    }

    private void Append(HistoryLine line)
    {
        if (isBroken)
        {
            throw new HistoryDamagedException("The history could not be written before; restart the seat.");
        }

        try
        {
            DurableFile.Append(path, [.. WireJson.Write(line), (byte)'\n']);
        }
        catch (IOException failure)
        {
            // What is on the disk now is unknown: only a fresh read can tell.
            isBroken = true;
            throw new HistoryDamagedException("The history could not be written.", failure);
        }
    }

    private void Replay(string text, int number)
    {
        HistoryLine line;
        try
        {
            line = WireJson.Read<HistoryLine>(Encoding.UTF8.GetBytes(text), LongestLine);
        }
        catch (SealingException unreadable)
        {
            throw new HistoryDamagedException($"Line {number} of the history cannot be read.", unreadable);
        }

        if (line is { V: 1, Answer: { } answer, Step: null } && Find(answer.TenderRef, answer.Phase) is null)
        {
            answers[Key(answer.TenderRef, answer.Phase)] = (answer, AnswerState.Decided);
        }
        else if (
            line is { V: 1, Answer: null, Step: { } step }
            && Find(step.TenderRef, step.Phase) is { } known
            && Enum.TryParse<AnswerState>(step.State, out var state)
        )
        {
            answers[Key(step.TenderRef, step.Phase)] = (known, state);
        }
        else
        {
            throw new HistoryDamagedException($"Line {number} of the history contradicts the lines before.");
        }
    }

    private static (string, int) Key(ReadOnlySpan<byte> tenderRef, int phase) =>
        (Convert.ToHexStringLower(tenderRef), phase);
}
