using Tender.Sample.Cast;
using Tender.Sample.Stack;

namespace Tender.Sample.Launch;

/// <summary>What a newcomer reads when everything runs.</summary>
internal static class Welcome
{
    internal static string Text(SampleStack stack) =>
        $"""

            Site           {stack.SiteUrl}
            Vault          {stack.VaultUrl}    (OpenAPI: {new Uri(stack.VaultUrl, "openapi.json")})
            Certificates   {stack.Folders.Certificates}    password: {SampleCertificates.Password}
            Logs           {stack.Folders.Logs}

            Try:
              1. Open the site, read the notices. One closes soon: watch its opening page.
              2. Choose a notice that is open and make a bid with one of bidder-1.p12 to bidder-5.p12. Nobody can read it before the deadline.
              3. Sign in as the agent (agent.p12), publish a notice of your own.
              4. expired.p12 and revoked.p12 show how a bad certificate is refused.
              5. The same on the command line: scripts/tender --help; the whole procedure at once: scripts/run --demo

            Ctrl-C stops everything; the data stay in {stack.Folders.Root}.
            """;
}
