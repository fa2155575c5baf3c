using System.Net.Http.Headers;
using Tender.Sealing;

namespace Tender.Vault.Client;

/// <summary>One HTTP call to the vault: JSON in and out, refusals as <see cref="VaultProblemException"/>.</summary>
internal sealed class VaultHttp(HttpClient http, string? token)
{
    private const int MaxAnswer = 64 * 1024 * 1024;

    internal async Task<T> GetAsync<T>(string path, CancellationToken cancel)
        where T : class =>
        await ReadAsync<T>(await SendAsync(HttpMethod.Get, path, null, null, cancel).ConfigureAwait(false), cancel)
            .ConfigureAwait(false);

    internal Task<T> PostJsonAsync<T>(string path, object body, CancellationToken cancel)
        where T : class => PostAsync<T>(path, Content(WireJson.Write(body), "application/json"), null, cancel);

    internal Task<T> PostCmsAsync<T>(string path, byte[] message, string? idempotencyKey, CancellationToken cancel)
        where T : class => PostAsync<T>(path, Content(message, "application/pkcs7-mime"), idempotencyKey, cancel);

    /// <summary>Sends; a status of 400 or more is thrown. The caller disposes of the answer.</summary>
    internal async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        Action<HttpRequestMessage>? prepare,
        CancellationToken cancel
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        prepare?.Invoke(request);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel)
                .ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || TimedOut(failure, cancel))
        {
            throw new VaultProblemException(Unreachable(), failure);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new VaultProblemException(await ReadProblemAsync(response, cancel).ConfigureAwait(false));
        }
    }

    private async Task<T> PostAsync<T>(
        string path,
        HttpContent content,
        string? idempotencyKey,
        CancellationToken cancel
    )
        where T : class
    {
        using (content)
        {
            var response = await SendAsync(
                    HttpMethod.Post,
                    path,
                    content,
                    request =>
                    {
                        if (idempotencyKey is not null)
                        {
                            request.Headers.Add("Idempotency-Key", idempotencyKey);
                        }
                    },
                    cancel
                )
                .ConfigureAwait(false);
            return await ReadAsync<T>(response, cancel).ConfigureAwait(false);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancel)
        where T : class
    {
        using (response)
        {
            try
            {
                return WireJson.Read<T>(
                    await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false),
                    MaxAnswer
                );
            }
            // Half an answer is no answer: the caller asks again.
            catch (Exception failure)
                when (failure is HttpRequestException or IOException or SealingException || TimedOut(failure, cancel))
            {
                throw new VaultProblemException(Unreachable(), failure);
            }
        }
    }

    private static async Task<ProblemFacts> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var status = (int)response.StatusCode;
        try
        {
            var facts = WireJson.Read<ProblemFacts>(
                await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false),
                MaxAnswer
            );
            return facts with { Status = status };
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or SealingException || TimedOut(failure, cancel))
        {
            // An answer without our shape comes from something between us and the vault.
            return Unreachable() with { Status = status };
        }
    }

    private static bool TimedOut(Exception failure, CancellationToken cancel) =>
        failure is OperationCanceledException && !cancel.IsCancellationRequested;

    private static ByteArrayContent Content(byte[] bytes, string type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }

    private static ProblemFacts Unreachable() =>
        new()
        {
            Type = "about:blank",
            Title = "The vault cannot be reached",
            Status = 0,
            Code = VaultProblemException.Unreachable,
            Zh = "无法连接封存柜，或回答不完整。请检查网络后重试；未收到回执即未递交。",
            En =
                "The vault cannot be reached, or its answer was cut. Check the network and try again; no receipt means not submitted.",
        };
}
