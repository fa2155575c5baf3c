using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tender.Sample.Processes;

/// <summary>
/// The one thread that starts children. The kernel ties PR_SET_PDEATHSIG to the <em>thread</em> that forked, and a thread of the pool
/// may end at any time; this one lives as long as the process does.
/// </summary>
internal static class Nursery
{
    private static readonly BlockingCollection<Action> Work = Open();

    internal static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (System.ComponentModel.Win32Exception failure)
            {
                started.SetException(failure);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> Open()
    {
        var work = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var item in work.GetConsumingEnumerable())
                item();
        })
        {
            IsBackground = true,
            Name = "nursery",
        };
        thread.Start();
        return work;
    }
}
