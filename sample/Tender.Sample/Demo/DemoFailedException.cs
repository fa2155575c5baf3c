namespace Tender.Sample.Demo;

/// <summary>Something did not hold that the demo claims.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);
