namespace Tender.Sample.Processes;

/// <summary>Something on this machine is missing or in the way. The message is one line that says what to do; no stack trace helps.</summary>
public sealed class PrerequisiteException(string message) : Exception(message);
