using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Tender.Sealing;

namespace Tender.Vault.Client;

/// <summary>What the vault tells everybody, and the way to a session. Every call throws <see cref="VaultProblemException"/> when it is refused.</summary>
/// <param name="http">Its <see cref="HttpClient.BaseAddress"/> is the vault's address with a trailing slash.</param>
public sealed class VaultClient(HttpClient http)
{
    private readonly VaultHttp vault = new(http, null);

    /// <summary>The vault's clock.</summary>
    public Task<VaultTime> GetTimeAsync(CancellationToken cancel) => vault.GetAsync<VaultTime>("v1/time", cancel);

    /// <summary>A section's public facts.</summary>
    /// <param name="tenderRef">32 bytes.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<TenderFacts> GetTenderAsync(ReadOnlyMemory<byte> tenderRef, CancellationToken cancel) =>
        vault.GetAsync<TenderFacts>($"v1/tenders/{Hex(tenderRef)}", cancel);

    /// <summary>A key set with its proof; the caller opens the certificate itself.</summary>
    /// <param name="keySetId">32 bytes.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<KeySetFacts> GetKeySetAsync(ReadOnlyMemory<byte> keySetId, CancellationToken cancel) =>
        vault.GetAsync<KeySetFacts>($"v1/keysets/{Hex(keySetId)}", cancel);

    /// <summary>The closed set of the current phase; refused with 404 before the deadline.</summary>
    public Task<SetFacts> GetSetAsync(ReadOnlyMemory<byte> tenderRef, CancellationToken cancel) =>
        vault.GetAsync<SetFacts>($"v1/tenders/{Hex(tenderRef)}/set", cancel);

    /// <summary>The closed set of a phase; refused with 404 while there is none.</summary>
    public Task<SetFacts> GetSetAsync(ReadOnlyMemory<byte> tenderRef, int phase, CancellationToken cancel) =>
        vault.GetAsync<SetFacts>($"v1/tenders/{Hex(tenderRef)}/set?{Phase(phase)}", cancel);

    /// <summary>The state of the current opening.</summary>
    public Task<OpeningFacts> GetOpeningAsync(ReadOnlyMemory<byte> tenderRef, CancellationToken cancel) =>
        vault.GetAsync<OpeningFacts>($"v1/openings/{Hex(tenderRef)}", cancel);

    /// <summary>The opening of a phase; refused with 404 while that was not ordered.</summary>
    public Task<OpeningFacts> GetOpeningAsync(ReadOnlyMemory<byte> tenderRef, int phase, CancellationToken cancel) =>
        vault.GetAsync<OpeningFacts>($"v1/openings/{Hex(tenderRef)}?{Phase(phase)}", cancel);

    /// <summary>The verifier's bundle in its public form (a zip), as a stream. The caller disposes of it.</summary>
    public async Task<Stream> GetBundleAsync(ReadOnlyMemory<byte> tenderRef, CancellationToken cancel)
    {
        var response = await vault
            .SendAsync(HttpMethod.Get, $"v1/openings/{Hex(tenderRef)}/bundle", null, null, cancel)
            .ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Hands over a trading system's signed order.</summary>
    /// <param name="order">What is ordered; it also says which address takes it.</param>
    /// <param name="message">CMS over the order's bytes.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<TenderFacts> OrderAsync(TenderOrder order, byte[] message, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        var path = order.Action == TenderAction.Register ? "v1/tenders" : $"v1/tenders/{Hex(order.TenderRef)}/changes";
        return vault.PostCmsAsync<TenderFacts>(path, message, null, cancel);
    }

    /// <summary>
    /// Hands over a trading system's signed order to open the next phase. The answer tells the section with the frozen set; ask for the opening to
    /// see it go on. The same message again changes nothing.
    /// </summary>
    /// <param name="order">What is ordered.</param>
    /// <param name="message">CMS over the order's bytes.</param>
    /// <param name="cancel">Stops waiting.</param>
    public Task<TenderFacts> OpenPhaseAsync(PhaseOrder order, byte[] message, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(order);
        return vault.PostCmsAsync<TenderFacts>($"v1/tenders/{Hex(order.TenderRef)}/phases", message, null, cancel);
    }

    /// <summary>Signs a fresh challenge and gets a session.</summary>
    /// <param name="certificate">With its private key, which never leaves this process.</param>
    /// <param name="clock">For the signing time.</param>
    /// <param name="random">For the binding.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<VaultSession> SignInAsync(
        X509Certificate2 certificate,
        TimeProvider clock,
        IRandom random,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(random);
        var binding = new byte[32];
        random.Fill(binding);
        var challenge = await vault
            .PostJsonAsync<ChallengeFacts>("v1/sessions/challenges", new ChallengeRequest(binding), cancel)
            .ConfigureAwait(false);
        var signature = CmsSigner.Sign(Encoding.UTF8.GetBytes(challenge.Challenge), certificate, clock.GetUtcNow());
        var facts = await vault
            .PostJsonAsync<SessionFacts>(
                "v1/sessions",
                new SessionRequest(challenge.Challenge, signature, binding),
                cancel
            )
            .ConfigureAwait(false);
        return new VaultSession(http, facts);
    }

    internal static string Phase(int phase) => string.Create(CultureInfo.InvariantCulture, $"phase={phase}");

    internal static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);
}
