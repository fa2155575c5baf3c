namespace Tender.Custodian.Configuration;

/// <summary>The seat cannot start as it is configured; the message is the one line that says why.</summary>
internal sealed class SeatConfigurationException(string line, Exception? inner = null) : Exception(line, inner);
