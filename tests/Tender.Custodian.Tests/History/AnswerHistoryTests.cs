using Microsoft.Extensions.Time.Testing;
using Tender.Custodian.History;
using Tender.Sealing;
using Tender.Testing;
using Xunit;

namespace Tender.Custodian.Tests.History;

public sealed class AnswerHistoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new("history");
    private readonly SeededRandom random = new(1);
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero));

    private string File => folder["history.jsonl"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_AfterRestart_KnowsEveryAnswerAndItsState()
    {
        var history = Open();
        var (first, second) = (Answer(0), Answer(1));
        history.Decide(first);
        history.Decide(second);
        history.Advance(first, AnswerState.Mined);
        history.Advance(first, AnswerState.Delivered);
        var again = Open();
        Assert.Equal(AnswerState.Delivered, again.StateOf(first.TenderRef, 1));
        Assert.Equal(AnswerState.Decided, again.StateOf(second.TenderRef, 1));
        Assert.Equal(second.Message.ToArray(), again.Find(second.TenderRef, 1)!.Message.ToArray());
        Assert.Equal(second.Encs[0], again.OfKeySet(second.KeySetId).Single().Encs[0]);
        Assert.Equal(2UL, again.NextNonce);
        Assert.Equal(second.Nonce, Assert.Single(again.Unfinished).Nonce);
        Assert.Null(again.Find(first.TenderRef, 2));
    }

    [Fact]
    public void Decide_Twice_IsRefused()
    {
        var history = Open();
        var answer = Answer(0);
        history.Decide(answer);
        Assert.Throws<InvalidOperationException>(() => history.Decide(answer with { SetRoot = random.Bytes(32) }));
        Assert.Equal(answer.SetRoot, Open().Find(answer.TenderRef, 1)!.SetRoot);
    }

    /// <summary>A crash while a line is written: whatever piece is there, everything before it is whole and the piece is gone.</summary>
    [Fact]
    public void Open_LastLineCutAnywhere_ForgetsOnlyThatLine()
    {
        var history = Open();
        var (first, second) = (Answer(0), Answer(1));
        history.Decide(first);
        var whole = System.IO.File.ReadAllBytes(File).Length;
        history.Decide(second);
        var bytes = System.IO.File.ReadAllBytes(File);
        for (var length = whole; length < bytes.Length; length += 7)
        {
            System.IO.File.WriteAllBytes(File, bytes[..length]);
            var cut = Open();
            Assert.NotNull(cut.Find(first.TenderRef, 1));
            Assert.Null(cut.Find(second.TenderRef, 1));
            Assert.Equal(whole, new FileInfo(File).Length);
            cut.Decide(second);
            Assert.NotNull(Open().Find(second.TenderRef, 1));
        }
    }

    [Fact]
    public void Open_DamagedInside_StopsTheSeat()
    {
        var history = Open();
        history.Decide(Answer(0));
        history.Decide(Answer(1));
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[10] = (byte)'#';
        System.IO.File.WriteAllBytes(File, bytes);
        Assert.Throws<HistoryDamagedException>(Open);
    }

    [Fact]
    public void Open_TwoAnswersForOneTenderAndPhase_StopsTheSeat()
    {
        Open().Decide(Answer(0));
        var line = System.IO.File.ReadAllText(File);
        System.IO.File.AppendAllText(File, line);
        Assert.Throws<HistoryDamagedException>(Open);
    }

    [Fact]
    public void Open_StepOfAnUnknownAnswer_StopsTheSeat()
    {
        var history = Open();
        var answer = Answer(0);
        history.Decide(answer);
        history.Advance(answer, AnswerState.Mined);
        var step = System.IO.File.ReadAllLines(File)[1];
        System.IO.File.WriteAllText(File, step + "\n");
        Assert.Throws<HistoryDamagedException>(Open);
    }

    [Fact]
    public void Decide_CannotBeWritten_NeverWritesAgain()
    {
        Directory.CreateDirectory(folder["gone"]);
        var history = AnswerHistory.Open(folder["gone/history.jsonl"], clock);
        Directory.Delete(folder["gone"]);
        Assert.Throws<HistoryDamagedException>(() => history.Decide(Answer(0)));
        Directory.CreateDirectory(folder["gone"]);
        Assert.Throws<HistoryDamagedException>(() => history.Decide(Answer(1)));
        Assert.Null(history.Find(Answer(0).TenderRef, 1));
    }

    [Fact]
    public void Decide_WritesForThisUserOnly()
    {
        Open().Decide(Answer(0));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(File).UnixFileMode);
    }

    private AnswerHistory Open() => AnswerHistory.Open(File, clock);

    private GivenAnswer Answer(ulong nonce) =>
        new()
        {
            TenderRef = random.Bytes(32),
            Phase = 1,
            SetRoot = random.Bytes(32),
            KeySetId = random.Bytes(32),
            Encs = [random.Bytes(33)],
            Message = random.Bytes(300),
            Nonce = nonce,
            Transaction = random.Bytes(200),
        };
}
