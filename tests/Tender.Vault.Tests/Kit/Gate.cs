namespace Tender.Vault.Tests.Kit;

/// <summary>Whether something that a test kills is there. Who was refused waits for it instead of asking again and again.</summary>
internal sealed class Gate
{
    private volatile TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void Open() => open.TrySetResult();

    internal void Close() => open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task PassAsync() => open.Task;
}
