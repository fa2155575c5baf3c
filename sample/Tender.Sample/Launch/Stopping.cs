using System.Runtime.InteropServices;

namespace Tender.Sample.Launch;

/// <summary>Ctrl-C, a polite kill and a closed terminal all mean the same: end everything in order.</summary>
internal sealed class Stopping : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations;

    internal Stopping() =>
        registrations = [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(s =>
                PosixSignalRegistration.Create(s, On)
            ),
        ];

    internal CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void On(PosixSignalContext context)
    {
        context.Cancel = true;
        source.Cancel();
    }
}
