using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Tender.Site.Setup;

namespace Tender.Site.Revocation;

/// <summary>
/// Fetches from addresses that certificates name: no redirect, no proxy, no cookie, 1 MiB at most, and no private network unless the set-up
/// allows it. The address that was checked is the one that is connected to.
/// </summary>
public sealed class StatusClient : IDisposable
{
    private const int Most = 1024 * 1024;
    private readonly HttpClient http;
    private readonly IOptions<SiteOptions> options;

    public StatusClient(IOptions<SiteOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                ConnectCallback = ConnectAsync,
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            }
        )
        {
            MaxResponseContentBufferSize = Most,
            Timeout = options.Value.StatusPatience,
        };
    }

    /// <summary>The service's answer, or null when none came in time.</summary>
    public async Task<byte[]?> AskAsync(Uri service, byte[] question, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(question);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
        using var request = new HttpRequestMessage(HttpMethod.Post, service) { Content = content };
        return await SendAsync(request, cancel);
    }

    /// <summary>A list, or null when none came in time.</summary>
    public async Task<byte[]?> GetAsync(Uri list, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, list);
        return await SendAsync(request, cancel);
    }

    public void Dispose() => http.Dispose();

    private async Task<byte[]?> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var response = await http.SendAsync(request, cancel);
            return response.StatusCode == HttpStatusCode.OK
                ? await response.Content.ReadAsByteArrayAsync(cancel)
                : null;
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException
                || (failure is OperationCanceledException && !cancel.IsCancellationRequested)
            )
        {
            return null;
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        var address =
            Array.Find(addresses, a => options.Value.StatusFromPrivateNetworks || PublicAddress.Is(a))
            ?? throw new IOException("A status service on a private network is not asked.");
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
