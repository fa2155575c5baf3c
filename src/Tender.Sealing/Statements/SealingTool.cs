namespace Tender.Sealing;

/// <summary>The program that sealed a bid, as evidence in a dispute about a garbage envelope.</summary>
/// <param name="Name">Such as <c>tender</c> or <c>tender-browser</c>.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">SHA-256 of the program or of its published files, lower-case hex, or empty.</param>
public sealed record SealingTool(string Name, string Version, string Hash);
