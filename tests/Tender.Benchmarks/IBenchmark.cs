namespace Tender.Benchmarks;

/// <summary>One subject that is measured. What it compares with is measured in the same run, so that bounds hold on other machines.</summary>
public interface IBenchmark
{
    /// <summary>Short and without spaces: it is also the word on the command line.</summary>
    string Name { get; }

    /// <param name="quick">Smaller amounts, for every build; bounds stay the same.</param>
    /// <param name="cancellationToken">Stops between two measurements.</param>
    Task<IReadOnlyList<Measurement>> RunAsync(bool quick, CancellationToken cancellationToken);
}
