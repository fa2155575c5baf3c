namespace Tender.Custodian.History;

/// <summary>The history cannot be read or written: the seat gives no answer until a person has looked.</summary>
internal sealed class HistoryDamagedException(string what, Exception? inner = null) : Exception(what, inner);
