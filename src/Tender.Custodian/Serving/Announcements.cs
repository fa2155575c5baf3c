using Microsoft.Extensions.Logging;

namespace Tender.Custodian.Serving;

/// <summary>Says a thing once, not at every look: again only when it has changed. Never a bidder, a bid or a number of bids.</summary>
internal sealed class Announcements(ILogger log)
{
    private readonly Dictionary<string, string> said = [];

    /// <summary>Says a good thing.</summary>
    public void Tell(string subject, string text)
    {
        if (IsNew(subject, text))
        {
            log.LogInformation("{Text}", text);
        }
    }

    /// <summary>Says a bad thing.</summary>
    public void Warn(string subject, string text)
    {
        if (IsNew(subject, text))
        {
            log.LogWarning("{Text}", text);
        }
    }

    /// <summary>It is over; the next time it is news.</summary>
    public void Forget(string subject) => said.Remove(subject);

    private bool IsNew(string subject, string text)
    {
        var isNew = said.GetValueOrDefault(subject) != text;
        said[subject] = text;
        return isNew;
    }
}
