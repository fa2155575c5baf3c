using Tender.Sample.Demo;
using Tender.Sample.Play;
using Tender.Sample.Stack;

namespace Tender.Sample.Launch;

/// <summary>What <c>scripts/run</c> executes.</summary>
internal static class Launcher
{
    internal static async Task<int> RunAsync(string[] words)
    {
        var checkout = Checkout.Find();
        var arguments = Arguments.Parse(words, checkout);
        using var stopping = new Stopping();
        try
        {
            return arguments.Demo
                ? await DemoRun.RunAsync(checkout, stopping.Token)
                : await ServeAsync(arguments, checkout, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.Token.IsCancellationRequested)
        {
            Console.WriteLine("Stopped.");
            return 130;
        }
    }

    private static async Task<int> ServeAsync(Arguments arguments, string checkout, CancellationToken cancel)
    {
        if (arguments.Fresh && Directory.Exists(arguments.Folders.Root))
            RemoveSample(arguments.Folders);
        var options = new SampleOptions
        {
            Checkout = checkout,
            Folders = arguments.Folders,
            Ports = SamplePorts.FromEnvironment(Environment.GetEnvironmentVariable(SamplePorts.Variable)),
            Configuration = Checkout.Configuration,
            Tell = Console.WriteLine,
        };
        await using var stack = await SampleStack.StartAsync(options, cancel);
        await new SampleStory(stack, options).TellAsync(cancel);
        Console.WriteLine(Welcome.Text(stack));
        return await WatchAsync(stack, cancel);
    }

    private static async Task<int> WatchAsync(SampleStack stack, CancellationToken cancel)
    {
        try
        {
            var ended = await stack.WaitForTroubleAsync(cancel);
            Console.Error.WriteLine(
                $"The {ended.Spec.Name} ended by itself (code {ended.ExitCode}); its log is {ended.Spec.LogFile}:\n{ended.LogTail()}"
            );
            return 1;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.WriteLine("Stopping ...");
            return 0;
        }
    }

    private static void RemoveSample(SampleFolders folders)
    {
        using (FolderLock.Take(folders.Lock))
            foreach (var folder in folders.Owned.Where(Directory.Exists))
                Directory.Delete(folder, recursive: true);
    }
}
