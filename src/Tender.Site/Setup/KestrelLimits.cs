using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Tender.Site.Setup;

/// <summary>Bounds against slow and oversized requests; a document's own bound stands at its action.</summary>
internal static class KestrelLimits
{
    public static void Set(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 5_000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 100;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
    }
}
