namespace Tender.Site.Questions;

/// <summary>Marks the resource file of this slice.</summary>
public sealed class QuestionsText;
