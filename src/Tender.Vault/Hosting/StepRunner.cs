namespace Tender.Vault.Hosting;

/// <summary>Runs a step for ever. A failure is logged and the step is run again: its state is in the database.</summary>
internal sealed partial class StepRunner<TStep>(TStep step, Bell<TStep> bell, ILogger<TStep> log) : BackgroundService
    where TStep : IStep
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await bell.WaitAsync(await RunOnceAsync(stoppingToken), stoppingToken);
        }
    }

    private async Task<TimeSpan> RunOnceAsync(CancellationToken cancel)
    {
        try
        {
            return await step.RunAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // whatever failed, the step must be tried again: bids wait for it
        catch (Exception failure)
        {
            Failed(typeof(TStep).Name, failure);
            return AfterFailure;
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Step {Step} failed and will be run again.")]
    private partial void Failed(string step, Exception failure);
}

internal static class StepRegistration
{
    internal static IServiceCollection AddStep<TStep>(this IServiceCollection services)
        where TStep : class, IStep =>
        services.AddSingleton<TStep>().AddSingleton<Bell<TStep>>().AddHostedService<StepRunner<TStep>>();
}
