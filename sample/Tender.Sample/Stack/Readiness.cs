using System.Net;
using Tender.Sample.Processes;

namespace Tender.Sample.Stack;

/// <summary>Waiting for what a started program says about itself.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Until the address answers 200, the child ends, or patience does.</summary>
    internal static async Task WaitAsync(Uri address, ChildProcess child, TimeProvider time, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await UntilAsync(() => IsReadyAsync(http, address, cancel), child, time, cancel);
    }

    /// <summary>Until the question is answered with yes, the child ends, or patience (two minutes) does.</summary>
    internal static async Task UntilAsync(
        Func<Task<bool>> question,
        ChildProcess child,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var started = time.GetTimestamp();
        while (!await question())
        {
            if (child.HasExited)
                throw new PrerequisiteException(
                    $"The {child.Spec.Name} ended while starting ({child.Spec.LogFile}):\n{child.LogTail()}"
                );
            if (time.GetElapsedTime(started) > TimeSpan.FromMinutes(2))
                throw new PrerequisiteException(
                    $"The {child.Spec.Name} was not ready in time ({child.Spec.LogFile}):\n{child.LogTail()}"
                );
            await Task.Delay(Pause, time, cancel);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri address, CancellationToken cancel)
    {
        try
        {
            using var response = await http.GetAsync(address, cancel);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
