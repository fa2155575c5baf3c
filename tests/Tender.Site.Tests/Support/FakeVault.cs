using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tender.Sealing;

namespace Tender.Site.Tests.Support;

/// <summary>
/// A vault by hand, over real HTTP: it keeps the same promise as the real one, that nothing it says before a deadline depends on bids.
/// </summary>
public sealed class FakeVault : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Func<DateTimeOffset> now;
    private readonly TaskCompletionSource firstOrder = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeVault(Func<DateTimeOffset> now, int port)
    {
        this.now = now;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        app = builder.Build();
        app.MapGet("/v1/time", () => Wire(new VaultTime(now() + Ahead, 20)));
        app.MapPost("/v1/tenders", RegisterAsync);
        app.MapPost("/v1/tenders/{tenderRef}/changes", ChangeAsync);
        app.MapGet("/v1/tenders/{tenderRef}", (string tenderRef) => Answer(Tender(tenderRef)));
        app.MapGet("/v1/tenders/{tenderRef}/set", (string tenderRef) => Answer(Set(tenderRef)));
        app.MapGet("/v1/keysets/{id}", (string id) => Answer(KeySets.GetValueOrDefault(id)));
        app.MapGet("/v1/openings/{tenderRef}", (string tenderRef) => Answer(Opening(tenderRef)));
        app.MapGet("/v1/openings/{tenderRef}/bundle", () => Results.Bytes("PK bundle"u8.ToArray(), "application/zip"));
    }

    /// <summary>How far the vault's clock is ahead of the site's.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>What the vault answers to everything while it is away.</summary>
    public bool IsAway { get; set; }

    /// <summary>What was asked, in the order of asking.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Ends when the first order has arrived.</summary>
    public Task FirstOrder => firstOrder.Task;

    /// <summary>Registered orders in the order of their arrival.</summary>
    public ConcurrentQueue<TenderOrder> Orders { get; } = new();

    /// <summary>Orders to extend, hold or resume that were taken.</summary>
    public ConcurrentQueue<TenderOrder> Changes { get; } = new();

    public ConcurrentDictionary<string, FakeSection> Sections { get; } = new();

    public ConcurrentDictionary<string, KeySetFacts> KeySets { get; } = new();

    public Uri Url { get; private set; } = null!;

    public static async Task<FakeVault> StartAsync(Func<DateTimeOffset> now, int port = 0)
    {
        var vault = new FakeVault(now, port);
        vault.app.Use((context, next) => vault.PassAsync(context, next));
        await vault.app.StartAsync();
        var address = vault
            .app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        vault.Url = new Uri(address);
        return vault;
    }

    /// <summary>Binds a key set of three seats to every section that waits for one.</summary>
    public void BindKeySets()
    {
        foreach (var section in Sections.Values.Where(s => s.KeySetId is null))
        {
            section.KeySetId = Some.Hash("key set " + Convert.ToHexString(section.Order.TenderRef));
            KeySets[Convert.ToHexStringLower(section.KeySetId)] = Some.KeySet(section.KeySetId);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static IResult Wire<T>(T value) => Results.Bytes(WireJson.Write(value), "application/json");

    private static IResult Answer<T>(T? value)
        where T : class => value is null ? Problem(404, "ET-3004") : Wire(value);

    private static IResult Problem(int status, string code) =>
        Results.Content(
            System.Text.Encoding.UTF8.GetString(
                WireJson.Write(
                    new ProblemFacts
                    {
                        Type = "about:blank",
                        Title = code,
                        Status = status,
                        Code = code,
                        Zh = code,
                        En = code,
                    }
                )
            ),
            "application/problem+json",
            statusCode: status
        );

    private Task PassAsync(HttpContext context, RequestDelegate next)
    {
        Asked.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (!IsAway)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private async Task<IResult> RegisterAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var order = TenderOrder.Parse(CmsVerifier.Open(body.ToArray()).Content);
        var key = Convert.ToHexStringLower(order.TenderRef);
        Orders.Enqueue(order);
        firstOrder.TrySetResult();
        var section = Sections.GetOrAdd(key, _ => new FakeSection(order));
        return section.Order.Write().AsSpan().SequenceEqual(order.Write())
            ? Wire(Tender(key)!)
            : Problem(409, "ET-3010");
    }

    /// <summary>Takes a change as the real vault does: what it does not allow now is refused, the same order again changes nothing.</summary>
    private async Task<IResult> ChangeAsync(string tenderRef, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var order = TenderOrder.Parse(CmsVerifier.Open(body.ToArray()).Content);
        var section = Sections[tenderRef];
        if (Changes.Any(c => c.Write().AsSpan().SequenceEqual(order.Write())))
        {
            return Wire(Tender(tenderRef)!);
        }

        var time = now() + Ahead;
        var running = section.Held || time < section.Deadline;
        var allowed = order.Action == TenderAction.Resume ? section.Held : running && !section.Held;
        var later = order.Action switch
        {
            TenderAction.Extend => order.Deadline > section.Deadline,
            TenderAction.Resume => order.Deadline >= section.Deadline && order.Deadline > time,
            _ => true,
        };
        if (!allowed || !later || Changes.Any(c => c.Nonce.AsSpan().SequenceEqual(order.Nonce)))
        {
            return Problem(409, "ET-3043");
        }

        Changes.Enqueue(order);
        section.Deadline = order.Deadline ?? section.Deadline;
        section.Held = order.Action == TenderAction.Hold;
        return Wire(Tender(tenderRef)!);
    }

    private TenderFacts? Tender(string key)
    {
        if (!Sections.TryGetValue(key, out var section))
        {
            return null;
        }

        return new TenderFacts
        {
            TenderRef = section.Order.TenderRef,
            Lot = section.Order.Lot!,
            DocHash = section.Order.DocHash!,
            Deadline = section.Deadline,
            MinBids = section.Order.MinBids!.Value,
            Suite = 1,
            State = section.StateAt(now() + Ahead),
            Held = section.Held,
            KeySetId = section.KeySetId,
            K = section.KeySetId is null ? 0 : 2,
            N = section.KeySetId is null ? 0 : 3,
            Phase = 1,
            ObjectionSeconds = section.Order.ObjectionSeconds!.Value,
        };
    }

    private OpeningFacts? Opening(string key) =>
        Sections.TryGetValue(key, out var section) ? section.Opening(now() + Ahead) : null;

    private SetFacts? Set(string key) => Sections.TryGetValue(key, out var section) ? section.Set(now() + Ahead) : null;
}
