using Tender.Site.Revocation;
using Tender.Site.Trust;

namespace Tender.Site.Registration;

internal static class RegistrationSetup
{
    public static void AddRegistration(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSessions();
        services.AddSingleton<TrustBook>();
        services.AddSingleton<StatusClient>();
        services.AddSingleton<CertificateStatus>();
        services.AddScoped<VisitCookie>();
        services.AddScoped<ChallengeBook>();
        services.AddScoped<SignatureCheck>();
        services.AddScoped<StepUp>();
        services.AddScoped<RegisteredParty>();
        services.AddScoped<SignIn>();
    }
}
