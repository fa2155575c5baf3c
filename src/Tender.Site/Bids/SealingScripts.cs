using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileProviders;

namespace Tender.Site.Bids;

/// <summary>
/// The scripts that seal, as they are served. Their hash stands in every statement that the page signs and can be compared with the
/// published one: SHA-256 over lines of <c>sha256sum</c> (hash, two spaces, path, line feed), paths ascending.
/// </summary>
public sealed class SealingScripts(IWebHostEnvironment host)
{
    private static readonly string[] Folders = ["js/bids", "js/sealing", "js/signing", "js/vault"];
    private static readonly string[] Vendored = ["lib/noble.js", "lib/pki.js", "lib/tus.js"];
    private readonly Lazy<string> hash = new(() => Compute(host.WebRootFileProvider));

    /// <summary>Lower-case hex.</summary>
    public string Hash => hash.Value;

    private static string Compute(IFileProvider files)
    {
        var paths = Folders
            .SelectMany(f =>
                files
                    .GetDirectoryContents(f)
                    .Where(e => e.Name.EndsWith(".js", StringComparison.Ordinal))
                    .Select(e => $"{f}/{e.Name}")
            )
            .Concat(Vendored)
            .Order(StringComparer.Ordinal);
        var lines = new StringBuilder();
        foreach (var path in paths)
        {
            using var content = files.GetFileInfo(path).CreateReadStream();
            lines.Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append("  ").Append(path).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())));
    }
}
