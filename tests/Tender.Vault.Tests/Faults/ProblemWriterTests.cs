using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Tender.Vault.Faults;
using Xunit;

namespace Tender.Vault.Tests.Faults;

public class ProblemWriterTests
{
    /// <summary>What may be sent again is 503, and nothing else is.</summary>
    [Theory]
    [InlineData("25P03", 503)] // idle in a transaction for too long: ended by the database
    [InlineData("57014", 503)] // a statement took too long
    [InlineData("57P01", 503)] // the database goes down
    [InlineData("40P01", 503)] // two transactions waited for each other
    [InlineData("23514", 500)] // a constraint of ours
    [InlineData("42P01", 500)] // a table that is not there
    [InlineData("25P02", 500)] // a statement after a failed one
    public async Task TryHandle_WhatTheDatabaseSays_IsAwayOrOurFault(string state, int status)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        var failure = new PostgresException("x", "ERROR", "ERROR", state);

        await new ProblemWriter(NullLogger<ProblemWriter>.Instance).TryHandleAsync(context, failure, default);

        Assert.Equal(status, context.Response.StatusCode);
    }
}
