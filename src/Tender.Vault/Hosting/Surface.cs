using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Tender.Vault.Faults;
using Tender.Vault.Sessions;
using Tender.Vault.Uploads;

namespace Tender.Vault.Hosting;

/// <summary>The edge towards the network: limits, origins, refusals.</summary>
internal static class Surface
{
    private const long LongestBody = 8 * 1024 * 1024;
    private static readonly string[] Asked =
    [
        "Authorization",
        "Content-Type",
        "Idempotency-Key",
        "Range",
        "Tus-Resumable",
        "Upload-Checksum",
        "Upload-Length",
        "Upload-Metadata",
        "Upload-Offset",
    ];
    private static readonly string[] Told =
    [
        "Accept-Ranges",
        "Content-Range",
        "Location",
        "Retry-After",
        "Tus-Checksum-Algorithm",
        "Tus-Extension",
        "Tus-Max-Size",
        "Tus-Resumable",
        "Tus-Version",
        "Upload-Expires",
        "Upload-Length",
        "Upload-Offset",
    ];

    internal static void AddSurface(this WebApplicationBuilder builder, VaultOptions options)
    {
        builder.WebHost.ConfigureKestrel(Limit);
        builder.Services.AddExceptionHandler<ProblemWriter>().AddProblemDetails();
        builder.Services.AddRateLimits(options.Limits);
        builder.Services.AddOpenApi("openapi", api => api.AddSchemaTransformer(WireSchemas.DescribeAsync));
        builder.Services.AddCors(cors =>
            cors.AddDefaultPolicy(policy =>
                policy
                    .WithOrigins([.. options.AllowedOrigins])
                    .WithMethods("GET", "HEAD", "POST", "PATCH", "DELETE")
                    .WithHeaders(Asked)
                    .WithExposedHeaders(Told)
                    .SetPreflightMaxAge(TimeSpan.FromMinutes(10))
            )
        );
    }

    internal static void UseSurface(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(TellAsync);
        app.Use(HardenAsync);
        app.UseRouting();
        app.UseCors();
        app.UseMiddleware<SessionGate>();
        app.UseRateLimiter();
        app.Use(AllowSlowBodiesAsync);
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 4000;
        kestrel.Limits.MaxRequestBodySize = LongestBody;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 100;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
    }

    /// <summary>What routing refuses by itself (no such call, verb or content type) is told in our words, too.</summary>
    private static Task TellAsync(StatusCodeContext pages)
    {
        var context = pages.HttpContext;
        var status = context.Response.StatusCode;
        var fault = status == StatusCodes.Status404NotFound ? VaultFaults.NotFound : VaultFaults.BadRequest;
        var refused = new RefusedException(fault with { Status = status });
        return ProblemWriter.WriteAsync(context, refused, context.RequestAborted);
    }

    private static Task HardenAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        return next(context);
    }

    private static Task AllowSlowBodiesAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<SlowBody>() is not null)
        {
            var size = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>();
            if (size is { IsReadOnly: false })
            {
                size.MaxRequestBodySize = ReceivePiece.LongestPiece + 1;
            }

            if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            {
                rate.MinDataRate = new MinDataRate(240, TimeSpan.FromSeconds(30));
            }
        }

        return next(context);
    }
}
