using Tender.Site.Questions;
using Tender.Site.Registration;
using Tender.Site.Shared.Forms;

namespace Tender.Site.Objections;

/// <summary>An objection, a reply or an order as it is typed, then shown to be signed.</summary>
public sealed class ObjectionForm
{
    public Guid Id { get; set; }

    public string? Objection { get; set; }

    public string? Reply { get; set; }

    public string? OrderReason { get; set; }

    public string? AffectsBids { get; set; }

    /// <summary>Reads an objection; one that names its own author is sent back, for it will be published .</summary>
    /// <exception cref="Shared.Faults.Refused">All findings at once.</exception>
    public FiledTerms ReadObjection(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var read = new FormReader();
        var text = read.Text(Objection, nameof(Objection), 5000, needed: true);
        if (OwnName.IsIn(text, viewer))
        {
            read.Add("ET-1502", nameof(Objection));
        }

        read.Demand();
        return new FiledTerms(Id, text);
    }

    /// <summary>Reads a reply.</summary>
    /// <exception cref="Shared.Faults.Refused">All findings at once.</exception>
    public ReplyTerms ReadReply()
    {
        var read = new FormReader();
        var text = read.Text(Reply, nameof(Reply), 5000, needed: true);
        var affects = read.YesNo(AffectsBids, nameof(AffectsBids));
        read.Demand();
        return new ReplyTerms(Id, text, affects);
    }

    /// <summary>Reads the reason of an order.</summary>
    /// <exception cref="Shared.Faults.Refused">All findings at once.</exception>
    public OrderTerms ReadOrder()
    {
        var read = new FormReader();
        var text = read.Text(OrderReason, nameof(OrderReason), 2000, needed: true);
        read.Demand();
        return new OrderTerms(Id, text);
    }
}
