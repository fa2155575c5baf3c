namespace Tender.Rules;

/// <summary>A law, regulation or decision that rules cite.</summary>
/// <param name="Code">Short code.</param>
/// <param name="Law">Name in Chinese.</param>
/// <param name="LawEn">Name in English.</param>
/// <param name="State">How far its text was compared.</param>
public sealed record LegalSource(string Code, string Law, string LawEn, SourceState State);
