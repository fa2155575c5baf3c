using System.Globalization;
using Tender.Sealing;

namespace Tender.Cli;

/// <summary>Everything outside the program that a verb touches, besides the file system; tests give their own.</summary>
internal sealed record CliWorld
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader In { get; init; }

    /// <summary>Whether a person sits at a terminal: progress bars and questions are for people only.</summary>
    public required bool Interactive { get; init; }

    public required TimeProvider Clock { get; init; }

    public required IRandom Random { get; init; }

    /// <summary>The way to the network.</summary>
    public required Func<HttpMessageHandler> Network { get; init; }

    public required CultureInfo Culture { get; init; }

    public static CliWorld Real() =>
        new()
        {
            Out = Console.Out,
            Error = Console.Error,
            In = Console.In,
            Interactive = !Console.IsErrorRedirected && !Console.IsInputRedirected,
            Clock = TimeProvider.System,
            Random = SystemRandom.Instance,
            Network = () => new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15) },
            Culture = CultureInfo.CurrentUICulture,
        };
}
