namespace Tender.Sample.Play;

/// <summary>
/// Cookies of one address, as a browser keeps them: marked Secure, they still go to http://localhost, which a browser counts as
/// trustworthy and .NET's own container does not.
/// </summary>
internal sealed class CookieJar()
    : DelegatingHandler(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
{
    private readonly Dictionary<string, string> cookies = [];

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (!request.RequestUri!.IsLoopback)
            throw new InvalidOperationException("The sample's cookies stay on this machine.");
        if (cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("Set-Cookie", out var headers))
            foreach (var header in headers)
                Keep(header);
        return response;
    }

    private void Keep(string header)
    {
        var pair = header.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0)
            cookies.Remove(pair[0]);
        else
            cookies[pair[0]] = pair[1];
    }
}
