using System.Net;
using System.Net.Http.Headers;
using Tender.Sealing;

namespace Tender.Vault.Client;

/// <summary>What the vault does for a signed-in organisation. Every call throws <see cref="VaultProblemException"/> when it is refused.</summary>
public sealed class VaultSession
{
    private readonly VaultHttp vault;

    internal VaultSession(HttpClient http, SessionFacts facts)
    {
        Facts = facts;
        vault = new VaultHttp(http, facts.Token);
        Uploads = new ResumableUpload(vault);
    }

    /// <summary>Whose session, and until when.</summary>
    public SessionFacts Facts { get; }

    /// <summary>Uploads of sealed files.</summary>
    public ResumableUpload Uploads { get; }

    /// <summary>
    /// Hands over a signed statement. The key MUST be on the caller's disk before the call: when the answer is lost, the same call with the same
    /// key gives the original receipt with the original time, also after the deadline.
    /// </summary>
    /// <param name="message">CMS of the statement.</param>
    /// <param name="idempotencyKey">16 random bytes, lower-case hex.</param>
    /// <param name="cancel">Stops waiting; the outcome is then unknown.</param>
    public Task<SubmissionAnswer> SubmitAsync(byte[] message, string idempotencyKey, CancellationToken cancel) =>
        vault.PostCmsAsync<SubmissionAnswer>("v1/submissions", message, idempotencyKey, cancel);

    /// <summary>An own submission, with its offline receipt once the window is proved.</summary>
    public Task<SubmissionFacts> GetSubmissionAsync(ReadOnlyMemory<byte> receiptNo, CancellationToken cancel) =>
        vault.GetAsync<SubmissionFacts>($"v1/submissions/{VaultClient.Hex(receiptNo)}", cancel);

    /// <summary>Own submissions of a section, oldest first.</summary>
    public async Task<IReadOnlyList<SubmissionFacts>> GetSubmissionsAsync(
        ReadOnlyMemory<byte> tenderRef,
        CancellationToken cancel
    ) =>
        await vault
            .GetAsync<List<SubmissionFacts>>($"v1/submissions?tenderRef={VaultClient.Hex(tenderRef)}", cancel)
            .ConfigureAwait(false);

    /// <summary>Own ciphertext, from a byte on. The caller disposes of the stream.</summary>
    public async Task<Stream> GetFileAsync(ReadOnlyMemory<byte> treeRoot, long from, CancellationToken cancel)
    {
        var response = await vault
            .SendAsync(
                HttpMethod.Get,
                $"v1/files/{VaultClient.Hex(treeRoot)}",
                null,
                request => request.Headers.Range = from > 0 ? new RangeHeaderValue(from, null) : null,
                cancel
            )
            .ConfigureAwait(false);
        if (from > 0 && response.StatusCode != HttpStatusCode.PartialContent)
        {
            response.Dispose();
            throw new InvalidOperationException("The vault ignored the range.");
        }

        return await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Content of an opened part, for registered readers. The caller disposes of the stream.</summary>
    public async Task<Stream> GetPartAsync(
        ReadOnlyMemory<byte> tenderRef,
        ReadOnlyMemory<byte> commitment,
        int partId,
        CancellationToken cancel
    )
    {
        var path = $"v1/openings/{VaultClient.Hex(tenderRef)}/parts/{VaultClient.Hex(commitment)}/{partId}";
        var response = await vault.SendAsync(HttpMethod.Get, path, null, null, cancel).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The verifier's bundle in the form for parties (a zip). The caller disposes of the stream.</summary>
    public async Task<Stream> GetBundleAsync(ReadOnlyMemory<byte> tenderRef, CancellationToken cancel)
    {
        var path = $"v1/openings/{VaultClient.Hex(tenderRef)}/bundle";
        var response = await vault.SendAsync(HttpMethod.Get, path, null, null, cancel).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Custodian: sets that wait for the own seat.</summary>
    public Task<CustodyWork> GetWorkAsync(CancellationToken cancel) =>
        vault.GetAsync<CustodyWork>("v1/custody/work", cancel);

    /// <summary>Custodian: headers, statements and ledger proof of the closed set of the current phase.</summary>
    public Task<SetHeaders> GetSetHeadersAsync(ReadOnlyMemory<byte> tenderRef, CancellationToken cancel) =>
        vault.GetAsync<SetHeaders>($"v1/tenders/{VaultClient.Hex(tenderRef)}/set/headers", cancel);

    /// <summary>Custodian: headers, statements and ledger proof of the closed set of a phase.</summary>
    public Task<SetHeaders> GetSetHeadersAsync(ReadOnlyMemory<byte> tenderRef, int phase, CancellationToken cancel) =>
        vault.GetAsync<SetHeaders>(
            $"v1/tenders/{VaultClient.Hex(tenderRef)}/set/headers?{VaultClient.Phase(phase)}",
            cancel
        );

    /// <summary>Custodian: passes an own signed ledger transaction on and waits until it is mined.</summary>
    public Task<RelayAnswer> RelayAsync(byte[] rawTransaction, CancellationToken cancel) =>
        vault.PostJsonAsync<RelayAnswer>("v1/relay", new RelayRequest(rawTransaction), cancel);

    /// <summary>Custodian: hands over a partial opening (CMS).</summary>
    public Task<PartialAnswer> PostPartialAsync(
        ReadOnlyMemory<byte> tenderRef,
        int phase,
        byte[] message,
        CancellationToken cancel
    ) =>
        vault.PostCmsAsync<PartialAnswer>(
            $"v1/openings/{VaultClient.Hex(tenderRef)}/{phase}/partials",
            message,
            null,
            cancel
        );

    /// <summary>Custodian: the pool whose ceremony is open, or the last one.</summary>
    public Task<PoolFacts> GetPoolAsync(CancellationToken cancel) =>
        vault.GetAsync<PoolFacts>("v1/pools/current", cancel);

    /// <summary>Custodian: joins a pool with a seat statement (CMS).</summary>
    public Task<PoolFacts> JoinPoolAsync(ReadOnlyMemory<byte> poolId, byte[] message, CancellationToken cancel) =>
        vault.PostCmsAsync<PoolFacts>($"v1/pools/{VaultClient.Hex(poolId)}/seats", message, null, cancel);

    /// <summary>Custodian: messages of round 1.</summary>
    public Task<PoolFacts> DealAsync(ReadOnlyMemory<byte> poolId, PoolDeal deal, CancellationToken cancel) =>
        vault.PostJsonAsync<PoolFacts>($"v1/pools/{VaultClient.Hex(poolId)}/round1", deal, cancel);

    /// <summary>Custodian: everybody's messages of round 1; refused with 409 until all are in.</summary>
    public Task<PoolDeals> GetDealsAsync(ReadOnlyMemory<byte> poolId, CancellationToken cancel) =>
        vault.GetAsync<PoolDeals>($"v1/pools/{VaultClient.Hex(poolId)}/round1", cancel);

    /// <summary>Custodian: signatures of round 3.</summary>
    public Task<PoolFacts> SignPoolAsync(
        ReadOnlyMemory<byte> poolId,
        PoolSignatures signatures,
        CancellationToken cancel
    ) => vault.PostJsonAsync<PoolFacts>($"v1/pools/{VaultClient.Hex(poolId)}/round3", signatures, cancel);
}
