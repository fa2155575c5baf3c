using System.CommandLine;
using Tender.Vault.Client;

namespace Tender.Cli;

/// <summary>Which vault.</summary>
internal static class VaultOption
{
    public static Option<string> Create(bool required = true) =>
        CliShell.Option("--vault", "封存柜的网址", "address of the vault", required: required, value: "URL");

    public static HttpClient Http(string address, Say say)
    {
        if (
            !Uri.TryCreate(address.TrimEnd('/') + "/", UriKind.Absolute, out var url)
            || !url.Scheme.StartsWith("http", StringComparison.Ordinal)
        )
            throw CliFailure.Usage("封存柜的网址无效。", "The vault's address is not valid.");
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            say.Note("注意：未加密的 http 连接。", "Note: an http connection without encryption.");
        // A piece of 8 MiB must also get through a slow line.
        return new HttpClient(say.World.Network()) { BaseAddress = url, Timeout = TimeSpan.FromMinutes(10) };
    }

    public static VaultClient Client(string address, Say say) => new(Http(address, say));
}
