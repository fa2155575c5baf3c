namespace Tender.Site.Registration;

internal static class RegistrationSetup
{
    public static void AddRegistration(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSessions();
        services.AddSingleton<TrustBook>();
        services.AddScoped<VisitCookie>();
        services.AddScoped<ChallengeBook>();
        services.AddScoped<SignatureCheck>();
        services.AddScoped<StepUp>();
        services.AddScoped<RegisteredParty>();
        services.AddScoped<SignIn>();
    }
}
