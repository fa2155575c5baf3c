namespace Tender.Vault.Client;

/// <summary>A seat does not take part: what the coordinator showed does not hold. The message says what; nobody else's secrets are in it.</summary>
public sealed class CeremonyRefusedException(string reason, Exception? inner = null) : Exception(reason, inner);
