using Tender.Sample.Stack;

namespace Tender.Sample.Launch;

/// <summary>What <c>scripts/run</c> executes.</summary>
internal static class Launcher
{
    internal static Task<int> RunAsync(string[] words)
    {
        var arguments = Arguments.Parse(words, Checkout.Find());
        return Task.FromResult(arguments.Demo ? 0 : 1);
    }
}
