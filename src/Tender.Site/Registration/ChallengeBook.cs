using System.Text;
using Microsoft.EntityFrameworkCore;
using Tender.Sealing;
using Tender.Site.Data;
using Tender.Site.Shared.Faults;
using Tender.Site.Shared.Text;

namespace Tender.Site.Registration;

/// <summary>
/// Hands out texts to sign and takes them back once. The text is readable:
/// <c>site|purpose|organisation or -|nonce|issued|expires|binding</c>, then what a legal act signs (hashes). The purpose differs per act, so
/// that one signature never serves as another.
/// </summary>
public sealed class ChallengeBook(SiteContext data, VisitCookie visit, IRandom random, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(120);

    /// <summary>A fresh text for this browser.</summary>
    public async Task<Challenge> IssueAsync(ChallengePurpose purpose, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var expires = now + Life;
        var nonce = random.Bytes(32);
        var binding = visit.TakeOrMake();
        string[] fields =
        [
            visit.Host,
            purpose.Name,
            purpose.OrgCode ?? "-",
            Convert.ToHexStringLower(nonce),
            BeijingTime.Machine(now),
            BeijingTime.Machine(expires),
            Convert.ToHexStringLower(binding),
            .. purpose.Hashes.Select(Convert.ToHexStringLower),
        ];
        var challenge = new Challenge
        {
            Nonce = nonce,
            Binding = binding,
            Content = string.Join('|', fields),
            ExpiresAt = expires,
        };
        data.Add(challenge);
        await data.SaveChangesAsync(cancel);
        return challenge;
    }

    /// <summary>Takes a signed text back: after this call it is gone, whatever the answer.</summary>
    /// <exception cref="Refused">ET-2012 unknown, used or another browser's; ET-2011 too late; ET-2014 signed for something else.</exception>
    public async Task TakeAsync(byte[] signed, ChallengePurpose purpose, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var fields = Encoding.UTF8.GetString(signed).Split('|');
        if (fields.Length < 7 || fields[3].Length != 64 || !fields[3].All(char.IsAsciiHexDigitLower))
        {
            throw new Refused("ET-2012");
        }

        var nonce = Convert.FromHexString(fields[3]);
        var binding = visit.Take() ?? throw new Refused("ET-2012");
        var rows = await data
            .Database.SqlQuery<TakenChallenge>(
                $"delete from challenge where nonce = {nonce} and binding = {binding} returning content, expires_at"
            )
            .ToListAsync(cancel);
        if (rows is not [var taken] || !Encoding.UTF8.GetBytes(taken.Content).AsSpan().SequenceEqual(signed))
        {
            throw new Refused("ET-2012");
        }

        if (now >= taken.ExpiresAt)
        {
            throw new Refused("ET-2011");
        }

        if (!purpose.Fits(fields))
        {
            throw new Refused("ET-2014");
        }
    }

    /// <summary>Removes what nobody took.</summary>
    public Task SweepAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        return data.Set<Challenge>().Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(cancel);
    }

    private sealed record TakenChallenge(string Content, DateTimeOffset ExpiresAt);
}

/// <summary>What a signature is for.</summary>
/// <param name="Name">Word in the text.</param>
/// <param name="OrgCode">Organisation that must sign, when it is known beforehand.</param>
/// <param name="Hashes">What a legal act signs.</param>
public sealed record ChallengePurpose(string Name, string? OrgCode, params IReadOnlyList<byte[]> Hashes)
{
    public static ChallengePurpose SignIn { get; } = new("sign-in", null);

    /// <summary>
    /// Whether the act waits until the certificate's status is known. Sign-in and submission go on without; acts that cannot be taken back do not.
    /// </summary>
    public bool DemandsStatus { get; init; }

    /// <summary>Whether the fields of a text were made for exactly this.</summary>
    public bool Fits(string[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return fields.Length == 7 + Hashes.Count
            && fields[1] == Name
            && fields[2] == (OrgCode ?? "-")
            && fields.Skip(7).SequenceEqual(Hashes.Select(Convert.ToHexStringLower));
    }
}
