namespace Tender.Cli;

/// <summary>One sentence in both languages.</summary>
internal readonly record struct Words(string Zh, string En)
{
    /// <summary>As help texts show it.</summary>
    public override string ToString() => $"{Zh} / {En}";
}
