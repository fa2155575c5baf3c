namespace Tender.Sealing;

/// <summary>The vault's clock.</summary>
/// <param name="Now">Its time.</param>
/// <param name="OffsetBoundMs">How far it may be from true time, milliseconds.</param>
public sealed record VaultTime(DateTimeOffset Now, int OffsetBoundMs);

/// <summary>Asks for a challenge.</summary>
/// <param name="Binding">32 random bytes of the client; only who knows them can use the challenge.</param>
public sealed record ChallengeRequest(byte[] Binding);

/// <summary>What is to be signed.</summary>
/// <param name="Challenge">The text; its UTF-8 bytes are the content of the CMS message.</param>
/// <param name="ExpiresAt">It can be used once, until then.</param>
public sealed record ChallengeFacts(string Challenge, DateTimeOffset ExpiresAt);

/// <summary>Asks for a session.</summary>
/// <param name="Challenge">The text that was signed.</param>
/// <param name="Signature">CMS over it.</param>
/// <param name="Binding">As in the request for the challenge.</param>
public sealed record SessionRequest(string Challenge, ReadOnlyMemory<byte> Signature, byte[] Binding);

/// <summary>A session.</summary>
/// <param name="Token">For the header <c>Authorization: Bearer</c>.</param>
/// <param name="ExpiresAt">Its end.</param>
/// <param name="Organisation">Whom the certificate names.</param>
/// <param name="Signer">The person whom it names.</param>
public sealed record SessionFacts(
    string Token,
    DateTimeOffset ExpiresAt,
    OrganisationFacts Organisation,
    string Signer
);

/// <summary>An organisation.</summary>
/// <param name="OrgCode">Unified social credit code.</param>
/// <param name="Name">As its certificate says.</param>
public sealed record OrganisationFacts(string OrgCode, string Name);
