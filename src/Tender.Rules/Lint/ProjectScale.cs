namespace Tender.Rules.Lint;

/// <summary>What a text says about the money of its project: every estimate with its place.</summary>
internal sealed class ProjectScale
{
    private readonly List<(int Place, decimal Yuan)> estimates = [];

    internal void Add(int place, decimal yuan) => estimates.Add((place, yuan));

    /// <summary>The estimate that stands last before a place, else the first behind it; null when the text holds none.</summary>
    internal decimal? At(int place)
    {
        var before = estimates.FindLastIndex(e => e.Place <= place);
        return estimates.Count == 0 ? null : estimates[Math.Max(0, before)].Yuan;
    }

    internal bool IsEstimate(int place) => estimates.Exists(e => e.Place == place);
}
