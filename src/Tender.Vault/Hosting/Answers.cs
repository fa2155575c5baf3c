using Tender.Sealing;
using Tender.Vault.Faults;

namespace Tender.Vault.Hosting;

/// <summary>Bodies in and out, in the wire form of the signed records.</summary>
internal static class Answers
{
    internal static IResult Json<T>(T value, int status = StatusCodes.Status200OK)
        where T : class => new WireResult(WireJson.Write(value), status);

    /// <summary>Reads a body of at most so many bytes.</summary>
    /// <exception cref="RefusedException">ET-3022: it is longer.</exception>
    internal static async Task<byte[]> ReadBodyAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
        {
            throw new RefusedException(VaultFaults.TooLong);
        }

        using var body = new MemoryStream();
        var buffer = new byte[Math.Min(most + 1, 64 * 1024)];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > most)
            {
                throw new RefusedException(VaultFaults.TooLong);
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>Reads a JSON body.</summary>
    /// <exception cref="RefusedException">ET-3400: another shape.</exception>
    internal static async Task<T> ReadJsonAsync<T>(HttpRequest request, int most, CancellationToken cancel)
        where T : class
    {
        if (request.HasJsonContentType() is false)
        {
            throw new RefusedException(VaultFaults.BadRequest);
        }

        try
        {
            return WireJson.Read<T>(await ReadBodyAsync(request, most, cancel), most);
        }
        catch (SealingException failure)
        {
            throw new RefusedException(VaultFaults.BadRequest, failure);
        }
    }

    /// <summary>Reads a signed message from a body.</summary>
    /// <exception cref="RefusedException">ET-3400: another content type.</exception>
    internal static Task<byte[]> ReadMessageAsync(HttpRequest request, int most, CancellationToken cancel) =>
        request.ContentType?.Split(';')[0].Trim() == "application/pkcs7-mime"
            ? ReadBodyAsync(request, most, cancel)
            : throw new RefusedException(VaultFaults.BadRequest);

    /// <summary>A random name in a route: so many bytes in lower-case hex.</summary>
    /// <exception cref="RefusedException">ET-3404: anything else names nothing.</exception>
    internal static byte[] ParseName(string? text, int length) =>
        text?.Length == 2 * length && text.All(char.IsAsciiHexDigitLower)
            ? Convert.FromHexString(text)
            : throw new RefusedException(VaultFaults.NotFound);

    private sealed class WireResult(byte[] body, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "application/json";
            httpContext.Response.ContentLength = body.Length;
            httpContext.Response.Headers.CacheControl = "no-store";
            await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
