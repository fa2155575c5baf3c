using Tender.Vault.Hosting;

namespace Tender.Vault.Anchoring;

internal static class AnchoringServices
{
    internal static void AddAnchoring(this IServiceCollection services) =>
        services
            .AddSingleton<ReplayTail>()
            .AddSingleton<LedgerGate>()
            .AddSingleton<TransactionPump>()
            .AddSingleton<IssueReceipts>()
            .AddSingleton<IMinedEffect, WindowsMined>()
            .AddStep<CutWindows>()
            .AddStep<AnchorWindows>()
            .AddStep<SendAnchors>()
            .AddStep<SendFacts>()
            .AddStep<SendRelays>()
            .AddStep<ProveWindows>()
            .AddStep<WatchBlocks>();
}
