using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tender.Vault.Hosting;

/// <summary>The wire forms of bytes: short values in lower-case hex, messages and files in base64.</summary>
internal static class WireSchemas
{
    internal static Task DescribeAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancel
    )
    {
        if (context.JsonTypeInfo.Type == typeof(byte[]))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = null;
            schema.Pattern = "^([0-9a-f]{2})*$";
        }
        else if (context.JsonTypeInfo.Type == typeof(ReadOnlyMemory<byte>))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "byte";
        }

        return Task.CompletedTask;
    }
}
