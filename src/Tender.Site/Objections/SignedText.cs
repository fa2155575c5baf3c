using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tender.Ledger.Receipts;
using Tender.Site.Notices;
using Tender.Site.Registration;

namespace Tender.Site.Objections;

/// <summary>What is signed in this slice: canonical JSON (RFC 8785). The hash stands in the text of the challenge.</summary>
/// <param name="Json">The text.</param>
/// <param name="Hash">SHA-256 of it.</param>
public sealed record SignedText(string Json, byte[] Hash)
{
    /// <summary>Words of the purposes.</summary>
    public const string ObjectPurpose = "object";
    public const string ReplyPurpose = "reply-objection";
    public const string OrderPurpose = "supervisor-order";

    public static SignedText Of(Section section, FiledTerms terms) =>
        Canonical(Facts(section, "object", terms), new { });

    public static SignedText Of(Section section, ReplyTerms terms, byte[] objection) =>
        Canonical(
            Facts(section, "reply", terms),
            new { objection = Convert.ToHexStringLower(objection), affectsBids = terms.AffectsBids }
        );

    public static SignedText Of(Section section, OrderTerms terms, string kind, byte[]? lifts) =>
        Canonical(Facts(section, kind, terms), new { lifts = lifts is null ? null : Convert.ToHexStringLower(lifts) });

    /// <summary>What the signature must be for.</summary>
    public static ChallengePurpose PurposeOf(string purpose, Viewer signer, byte[] hash)
    {
        ArgumentNullException.ThrowIfNull(signer);
        return new ChallengePurpose(purpose, signer.OrgCode, hash);
    }

    private static object Facts(Section section, string act, FiledTerms terms)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(terms);
        return new
        {
            v = 1,
            act,
            no = section.No,
            lot = section.Id.ToString(),
            notice = Convert.ToHexStringLower(section.NoticeHash!),
            id = terms.Id.ToString(),
            text = terms.Text,
        };
    }

    private static SignedText Canonical(object facts, object more)
    {
        var json = CanonicalJson.Canonicalise(JsonSerializer.SerializeToUtf8Bytes(new { facts, more }));
        return new SignedText(Encoding.UTF8.GetString(json), SHA256.HashData(json));
    }
}

/// <summary>A text as it was read from its form.</summary>
/// <param name="Id">Made with the empty form, so that a double click acts once.</param>
/// <param name="Text">What was written.</param>
public record FiledTerms(Guid Id, string Text);

/// <summary>A reply.</summary>
/// <param name="Objection">What it answers.</param>
/// <param name="Text">What was written.</param>
/// <param name="AffectsBids">Whether it may affect how bids are made.</param>
public sealed record ReplyTerms(Guid Objection, string Text, bool AffectsBids) : FiledTerms(Objection, Text);

/// <summary>An order.</summary>
public sealed record OrderTerms(Guid Id, string Text) : FiledTerms(Id, Text);
