namespace Tender.Site.Questions;

internal static class QuestionsSetup
{
    public static void AddQuestions(this IServiceCollection services)
    {
        services.AddScoped<ReadQuestions>();
        services.AddScoped<AskQuestion>();
        services.AddScoped<AnswerQuestion>();
        services.AddScoped<ReadAmendments>();
        services.AddScoped<WriteAmendment>();
        services.AddScoped<PublishAmendment>();
    }
}
