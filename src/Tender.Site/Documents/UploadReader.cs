using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Documents;

/// <summary>
/// Reads a form with files from the wire, part by part, without a copy in memory or in a temporary folder of the framework. The form token
/// must be the first field, or a header.
/// </summary>
public sealed class UploadReader(IAntiforgery forgery)
{
    private const string TokenHeader = "RequestVerificationToken";
    private const string TokenField = "__RequestVerificationToken";

    /// <summary>Calls back for each file in order; other fields are skipped.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">Bytes allowed in all.</param>
    /// <param name="take">Takes a file: name as the browser sent it, content.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>Number of files.</returns>
    /// <exception cref="Refused">ET-1900: no token, or not such a form.</exception>
    public async Task<int> ReadAsync(
        HttpContext context,
        long most,
        Func<string, Stream, Task> take,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(take);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        var reader = new MultipartReader(Boundary(context.Request), context.Request.Body);
        var trusted = context.Request.Headers.ContainsKey(TokenHeader) && await IsTrustedAsync(context);
        var files = 0;
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                throw new Refused("ET-1900");
            }

            if (!trusted)
            {
                await CheckTokenAsync(context, section, disposition, cancel);
                trusted = true;
            }
            else if (
                disposition.IsFileDisposition()
                && disposition.FileName.Length + disposition.FileNameStar.Length > 0
            )
            {
                await take(NameOf(disposition), section.Body);
                files++;
            }
        }

        return files;
    }

    private static string Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 200 } boundary
            ? boundary.Value!
            : throw new Refused("ET-1900");

    private static string NameOf(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities
            .RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName)
            .ToString();

    private async Task CheckTokenAsync(
        HttpContext context,
        MultipartSection section,
        ContentDispositionHeaderValue disposition,
        CancellationToken cancel
    )
    {
        if (HeaderUtilities.RemoveQuotes(disposition.Name) != TokenField)
        {
            throw new Refused("ET-1900");
        }

        using var text = new StreamReader(section.Body);
        var buffer = new char[1024];
        var length = await text.ReadBlockAsync(buffer, cancel);
        context.Request.Headers[TokenHeader] = new string(buffer, 0, length);
        if (!await IsTrustedAsync(context))
        {
            throw new Refused("ET-1900");
        }
    }

    private Task<bool> IsTrustedAsync(HttpContext context) => forgery.IsRequestValidAsync(context);
}
