using System.Diagnostics;
using Tender.Sample.Processes;
using Tender.Sample.Stack;

namespace Tender.Sample.Demo;

/// <summary><c>scripts/run --demo</c>: a platform of its own in a temporary folder, one tender, an outsider's verification, and nothing left.</summary>
internal static class DemoRun
{
    internal static async Task<int> RunAsync(string checkout, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("tender-demo-");
        var keep = false;
        try
        {
            await PlayAsync(checkout, folder.FullName, cancel);
            return 0;
        }
        catch (DemoFailedException failure)
        {
            keep = true;
            Console.Error.WriteLine(failure.Message);
            Console.Error.WriteLine($"What the programs said lies in {folder.FullName}.");
            return 1;
        }
        finally
        {
            if (!keep)
                folder.Delete(recursive: true);
        }
    }

    private static async Task PlayAsync(string checkout, string folder, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var options = new SampleOptions
        {
            Checkout = checkout,
            Folders = new SampleFolders(Path.Combine(folder, "data")),
            Ports = SamplePorts.Free(),
            Configuration = Checkout.Configuration,
            WithSite = false,
            ObjectionSeconds = 5,
            OnParentDeath = DeathSignal.Kill,
            Tell = line => Console.WriteLine($"{clock.Elapsed.TotalSeconds, 6:0.0} s  {line}"),
        };
        var cli = new TenderCli(new SamplePrograms(options));
        DemoPlay play;
        await using (var stack = await SampleStack.StartAsync(options, cancel))
        {
            // A machine that was slow to start is slow to bid.
            var open = TimeSpan.FromSeconds(Math.Max(40, 2.5 * clock.Elapsed.TotalSeconds));
            play = new DemoPlay(stack, options, cli, folder, open);
            await play.PlayAsync(cancel);
            options.Tell("stopping everything: what follows reads files only");
            await stack.DisposeAsync();
            await new DemoVerification(play, cli, stack.Folders, Console.WriteLine).VerifyAsync(
                stack.Certificates,
                cancel
            );
        }

        Console.WriteLine();
        options.Tell("All claims hold.");
    }
}
