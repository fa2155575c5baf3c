using Tender.Sample.Authorities;

namespace Tender.Sample.Cast;

/// <summary>One invented organisation of the sample and the person who signs for it.</summary>
/// <param name="Key">Name of its files, for example <c>bidder-1</c>.</param>
/// <param name="OrgCode">Unified social credit code with correct check digits.</param>
/// <param name="Name">The organisation.</param>
/// <param name="Signer">The person.</param>
/// <param name="Authority">Which of the two authorities issued its certificate.</param>
public sealed record SampleOrganisation(string Key, string OrgCode, string Name, string Signer, SigningKey Authority);
