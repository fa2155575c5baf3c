namespace Tender.Site.Plans;

/// <summary>What is tendered.</summary>
public enum Trade
{
    Works,
    Goods,
    Services,
}

/// <summary>The words under which trades are stored, signed and sent.</summary>
public static class Trades
{
    public static IReadOnlyList<string> Words { get; } = ["works", "goods", "services"];

    public static string Word(Trade trade) => Words[(int)trade];

    public static Trade Of(string word) => Enum.GetValues<Trade>().Single(t => Word(t) == word);
}
