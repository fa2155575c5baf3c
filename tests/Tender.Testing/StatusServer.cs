using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tender.Sample.Authorities;

namespace Tender.Testing;

/// <summary>What a status service does when it is asked.</summary>
public enum StatusMode
{
    /// <summary>Answers as it should.</summary>
    Honest,

    /// <summary>Says that it does not know the certificate.</summary>
    Unknown,

    /// <summary>Its answer ran out a second ago.</summary>
    Stale,

    /// <summary>Signed by another authority.</summary>
    WrongSigner,

    /// <summary>Signed by a certificate that the authority made for responders.</summary>
    Delegated,

    /// <summary>Signed by an ordinary certificate of the authority.</summary>
    Usurped,

    /// <summary>About another certificate.</summary>
    OtherCertificate,

    /// <summary>With the nonce of another question.</summary>
    OtherNonce,

    /// <summary>Without an end and without the nonce: it could be sent again for ever.</summary>
    Timeless,

    /// <summary>Bytes that are no answer.</summary>
    Garbage,

    /// <summary>More than anybody reads.</summary>
    Endless,

    /// <summary>Sends somewhere else.</summary>
    Redirect,

    /// <summary>500.</summary>
    Broken,

    /// <summary>Takes the question and says nothing.</summary>
    Silent,
}

/// <summary>
/// The status services of an authority, on a real server: <c>/ocsp</c> answers questions, <c>/list.crl</c> serves the revocation list.
/// </summary>
public sealed class StatusServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> revoked = new();
    private int asked;

    private StatusServer(WebApplication app) => this.app = app;

    public StatusMode Mode { get; set; }

    /// <summary>Whether the revocation list is served.</summary>
    public bool ServesList { get; set; }

    /// <summary>Questions that came.</summary>
    public int Asked => asked;

    public Uri Ocsp => new(Origin, "ocsp");

    public Uri List => new(Origin, "list.crl");

    private Uri Origin =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<StatusServer> StartAsync(SampleAuthority authority, Func<DateTimeOffset> now)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var server = new StatusServer(builder.Build());
        var answers = new OcspAnswers(authority, now);
        server.app.MapPost("/ocsp", context => server.AnswerAsync(context, answers));
        server.app.MapGet("/list.crl", context => server.ListAsync(context, authority, now));
        await server.app.StartAsync();
        return server;
    }

    /// <summary>From now on the services say so.</summary>
    public void Revoke(X509Certificate2 certificate, DateTimeOffset at) => revoked[certificate.SerialNumber] = at;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        end.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, OcspAnswers answers)
    {
        Interlocked.Increment(ref asked);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, end.Token);
        switch (Mode)
        {
            case StatusMode.Silent:
                await WaitAsync(context);
                break;
            case StatusMode.Broken:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case StatusMode.Redirect:
                context.Response.Redirect("/list.crl", permanent: false, preserveMethod: true);
                break;
            case StatusMode.Garbage:
                await context.Response.Body.WriteAsync("no answer"u8.ToArray(), end.Token);
                break;
            case StatusMode.Endless:
                await context.Response.Body.WriteAsync(new byte[2 * 1024 * 1024], end.Token);
                break;
            default:
                context.Response.ContentType = "application/ocsp-response";
                await context.Response.Body.WriteAsync(answers.Answer(body.ToArray(), Mode, revoked), end.Token);
                break;
        }
    }

    private async Task ListAsync(HttpContext context, SampleAuthority authority, Func<DateTimeOffset> now)
    {
        if (!ServesList)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var list = authority.RevocationList(now().AddMinutes(-1), now().AddHours(1));
        await context.Response.Body.WriteAsync(list, end.Token);
    }

    private async Task WaitAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var first = end.Token.Register(() => gone.TrySetResult());
        await using var second = context.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
    }
}
