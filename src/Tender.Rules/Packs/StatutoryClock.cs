namespace Tender.Rules;

/// <summary>A statutory period.</summary>
/// <param name="Id">Name, such as <c>docsToDeadline</c>.</param>
/// <param name="From">What starts it.</param>
/// <param name="To">What it ends with.</param>
/// <param name="Days">Its length; negative when it is counted backwards from its start.</param>
/// <param name="Count">How days are counted.</param>
/// <param name="Rule">The rule that it belongs to.</param>
public sealed record StatutoryClock(string Id, string From, string To, int Days, CountMode Count, string Rule);
