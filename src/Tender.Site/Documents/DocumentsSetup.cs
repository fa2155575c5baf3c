using System.Globalization;
using Microsoft.Extensions.Options;
using Tender.Site.Setup;

namespace Tender.Site.Documents;

internal static class DocumentsSetup
{
    public static void AddDocuments(this IServiceCollection services)
    {
        services.AddScoped<UploadReader>();
        services.AddSingleton<DocumentStore>();
        services.AddSingleton<IVirusScanner>(s => Scanner(s.GetRequiredService<IOptions<SiteOptions>>().Value.ClamAv));
        services.AddSingleton<DocumentInspection>();
    }

    /// <summary>An address <c>host:port</c> of ClamAV's daemon; empty: none.</summary>
    private static IVirusScanner Scanner(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return new NoScanner();
        }

        var colon = address.LastIndexOf(':');
        return
            colon > 0
            && int.TryParse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new ClamAvScanner(address[..colon], port)
            : throw new InvalidOperationException("Site:ClamAv is host:port.");
    }
}
