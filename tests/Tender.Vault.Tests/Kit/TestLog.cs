using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tender.Vault.Tests.Kit;

/// <summary>Keeps every line that the vault logs.</summary>
internal sealed class TestLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> lines = [];

    internal IReadOnlyList<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
        // Lines outlive the vault that wrote them.
    }

    public override string ToString() =>
        string.Join('\n', lines.Where(l => !l.StartsWith("Information", StringComparison.Ordinal)));
}
