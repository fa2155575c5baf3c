using System.Collections.Concurrent;
using Microsoft.Playwright;
using Tender.Sample.Play;
using Tender.Sample.Processes;
using Tender.Sample.Stack;
using Tender.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Tender.EndToEnd;

/// <summary>The whole platform on free ports, and one Chromium. Shared by all journeys: each makes its own tenders.</summary>
public sealed class StackFixture : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new("journey");
    private readonly ConcurrentQueue<string> strays = new();
    private SampleStack? stack;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The running programs.</summary>
    public SampleStack Stack => stack ?? throw new InvalidOperationException("The fixture is not initialised.");

    /// <summary>Makes tenders without a browser.</summary>
    public Tenders Tenders => new(Stack, folder["bids"]);

    /// <summary>Tenders that are over, or will be soon; begun with the fixture.</summary>
    public Task<PastTenders> Past { get; private set; } = null!;

    /// <summary>A tender that stays open while the tests run; each test bids as somebody else.</summary>
    public Lazy<Task<PublishedNotice>> Open { get; private set; } = null!;

    /// <summary>A folder for downloads and files of the journeys.</summary>
    public TemporaryFolder Folder => folder;

    public async Task InitializeAsync()
    {
        stack = await SampleStack.StartAsync(
            new SampleOptions
            {
                Checkout = Checkout.Find(),
                Folders = new SampleFolders(folder["data"]),
                Ports = SamplePorts.Free(),
                Configuration = Checkout.Configuration,
                SandboxDay = TimeSpan.FromSeconds(1),
                ObjectionSeconds = 5,
                Durable = false,
                OnParentDeath = DeathSignal.Kill,
            }
        );
        Past = PastTenders.MakeAsync(Tenders);
        Open = new(() => Tenders.PublishAsync("临平体育公园配套管网工程", TimeSpan.FromMinutes(30)));
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = "/usr/bin/chromium",
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>One person's browser: own cookies, own storage.</summary>
    public async Task<IBrowserContext> NewPersonAsync(
        ITestOutputHelper output,
        string locale = "zh-CN",
        int width = 1280
    )
    {
        var context = await browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Stack.SiteUrl.ToString(),
                Locale = locale,
                TimezoneId = "Asia/Shanghai",
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                AcceptDownloads = true,
            }
        );
        context.SetDefaultTimeout(30_000);
        context.Console += (_, message) =>
            output.WriteLine($"console {message.Type}: {message.Text} {message.Location}");
        Watch(context);
        context.RequestFailed += (_, request) =>
            output.WriteLine($"failed: {request.Method} {request.Url} {request.Failure}");
        return context;
    }

    /// <summary>Until now no page asked anybody but this machine, and no content policy had to stop anything.</summary>
    public async Task AssertQuietAsync()
    {
        Assert.Empty(strays);
        var log = await File.ReadAllTextAsync(Stack.Folders.Log("site"));
        Assert.DoesNotContain("Policy stopped", log, StringComparison.Ordinal);
    }

    private void Watch(IBrowserContext context)
    {
        context.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { IsLoopback: false, Scheme: not ("blob" or "data") })
            {
                strays.Enqueue($"left this machine: {request.Url}");
            }
        };
        context.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                strays.Enqueue(message.Text);
            }
        };
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (stack is not null)
        {
            // A broken one is told by the test that looks at it.
            await Past.ContinueWith(_ => { }, TaskScheduler.Default);
            await stack.DisposeAsync();
        }
    }

    public void Dispose() => folder.Dispose();
}

/// <summary>Journeys run one after the other on one stack.</summary>
[CollectionDefinition(Name)]
public sealed class Journeys : ICollectionFixture<StackFixture>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "journeys";
}
