using System.Globalization;
using Tender.Testing;

namespace Tender.Cli.Tests;

/// <summary>Runs <c>tender</c> in this process, with a folder, a clock, chance and a vault of its own.</summary>
internal sealed class Terminal : IDisposable
{
    public const string Password = "sehr geheim 口令";
    private readonly TemporaryFolder folder = new("cli");

    public Terminal(ulong seed = 1)
    {
        Clock = new QuickClock(new DateTimeOffset(2026, 11, 24, 1, 30, 0, TimeSpan.Zero));
        Vault = new FakeVault(new TestKeySet(seed + 100), Clock);
        Random = new SeededRandom(seed);
        File.WriteAllText(this["pw"], Password + "\n");
        File.WriteAllText(this["p12pw"], "p12\n");
        File.WriteAllBytes(this["bid.pdf"], [.. "%PDF-1.7 "u8, .. new byte[300_000]]);
        WriteCertificate("me.p12", "91330106MA20271585");
    }

    public QuickClock Clock { get; }

    public FakeVault Vault { get; }

    public SeededRandom Random { get; }

    public CultureInfo Culture { get; set; } = CultureInfo.GetCultureInfo("en-US");

    public string this[string name] => folder[name];

    public void WriteCertificate(string name, string orgCode)
    {
        using var certificate = TestAuthority.A.Issue(orgCode);
        File.WriteAllBytes(this[name], Tender.Sample.Authorities.P12File.Encode(certificate, "p12"));
    }

    /// <summary>Words of a command line; <c>@name</c> is a file of the folder.</summary>
    public async Task<Run> TenderAsync(string line)
    {
        var args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(a => a.StartsWith('@') ? this[a[1..]] : a)
            .ToArray();
        using StringWriter output = new(),
            error = new();
        var world = new CliWorld
        {
            Out = output,
            Error = error,
            In = TextReader.Null,
            Interactive = false,
            Clock = Clock,
            Random = Random,
            Network = () => new Unowned(Vault),
            Culture = Culture,
        };
        var code = await CommandTree.RunAsync(args, world);
        return new Run(code, output.ToString(), error.ToString());
    }

    /// <summary>Seals <c>bid.sbid</c> from options.</summary>
    public Task<Run> SealAsync(string more = "") =>
        TenderAsync(
            $"seal --vault http://localhost:5081 --tender {Convert.ToHexStringLower(Vault.Tender.TenderRef)} --org-code 91330106MA20271585 --price 1234567.89 --period-days 90 --quality 合格 --manager 张三 --file @bid.pdf --out @bid.sbid --password-file @pw {more}"
        );

    /// <summary>A verb at the vault with the usual options.</summary>
    public Task<Run> AtVaultAsync(string verb) =>
        TenderAsync(
            $"{verb} --key @bid.sbidkey --password-file @pw --vault http://localhost:5081 --certificate @me.p12 --certificate-password-file @p12pw"
        );

    public void Dispose()
    {
        folder.Dispose();
        Vault.Dispose();
    }

    // The client disposes of its handler after a verb; the vault lives on.
    private sealed class Unowned(HttpMessageHandler vault) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker invoker = new(vault, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => invoker.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            invoker.Dispose();
            base.Dispose(disposing);
        }
    }
}
