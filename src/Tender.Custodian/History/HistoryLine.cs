namespace Tender.Custodian.History;

/// <summary>One line of the history file: an answer, or a step of one.</summary>
internal sealed record HistoryLine
{
    /// <summary>Version, 1.</summary>
    public required int V { get; init; }

    /// <summary>When it was written, by the seat's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A new answer.</summary>
    public GivenAnswer? Answer { get; init; }

    /// <summary>A step of an answer.</summary>
    public AnswerStep? Step { get; init; }
}

/// <summary>An answer has come further.</summary>
/// <param name="TenderRef">The section.</param>
/// <param name="Phase">The phase.</param>
/// <param name="State">Name of an <see cref="AnswerState"/> after the first.</param>
internal sealed record AnswerStep(byte[] TenderRef, int Phase, string State);
