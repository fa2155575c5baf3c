using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tender.Site.Plans;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Notices;

/// <summary>A section of a tender project; all states live on it. A published one changes no more (trigger keep_published).</summary>
public sealed class Section
{
    public required Guid Id { get; init; }

    /// <summary>Public number, such as T2026-0001.</summary>
    public required string No { get; init; }

    public SectionState State { get; private set; }

    /// <summary>Organisation that works on the notice and signs it.</summary>
    public required Guid AgentId { get; init; }

    /// <summary>The plan that it follows .</summary>
    public Guid? PlanId { get; set; }

    /// <summary>The project that it is a section of; null: it is alone.</summary>
    public Guid? ProjectId { get; set; }

    public string Title { get; set; } = "";

    /// <summary>Whether the law demands a tender.</summary>
    public bool Mandatory { get; set; }

    /// <summary>Whether state funds control or lead.</summary>
    public bool StateFunded { get; set; }

    public string TendereeName { get; set; } = "";

    /// <summary>Empty while unknown.</summary>
    public string TendereeCode { get; set; } = "";

    public string TendereeAddress { get; set; } = "";

    public Trade Trade { get; set; }

    /// <summary>New, rebuilt, repaired, supplied.</summary>
    public string Nature { get; set; } = "";

    /// <summary>Quantity and scale.</summary>
    public string Scale { get; set; } = "";

    public string FundSource { get; set; } = "";

    /// <summary>Whether consortia may bid; null while nobody has said so.</summary>
    public bool? Consortium { get; set; }

    /// <summary>Word of <see cref="PlanWords.Methods"/>.</summary>
    public string Method { get; set; } = PlanWords.Open;

    /// <summary>Approval of inviting .</summary>
    public string InvitedApproval { get; set; } = "";

    /// <summary>Organisation codes of those invited, one a line. Nobody but the desk reads them.</summary>
    public string Invitees { get; set; } = "";

    /// <summary>Until when applications for prequalification arrive.</summary>
    public DateTimeOffset? ApplyUntil { get; set; }

    /// <summary>When the issue of documents ends; null: at T.</summary>
    public DateTimeOffset? IssueEnd { get; set; }

    /// <summary>Days for which a bid stays valid after T.</summary>
    public int? ValidityDays { get; set; }

    /// <summary>Bid bond, fen.</summary>
    public long? BondFen { get; set; }

    public string SubstantiveRequirements { get; set; } = "";

    public string EvaluationCriteria { get; set; } = "";

    public string ContractTerms { get; set; } = "";

    public string OpeningMethod { get; set; } = "";

    public string RemedyPlan { get; set; } = "";

    public string OpeningRecordItems { get; set; } = "";

    /// <summary>Who keeps the key, how many of how many .</summary>
    public string CustodianClause { get; set; } = "";

    public string Place { get; set; } = "";

    public string Scope { get; set; } = "";

    public string Qualification { get; set; } = "";

    public int? PeriodDays { get; set; }

    /// <summary>Ceiling price, fen.</summary>
    public long? CeilingFen { get; set; }

    public string Contact { get; set; } = "";

    public DateTimeOffset? Deadline { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>The vault's name for this section, 32 random bytes.</summary>
    public byte[]? TenderRef { get; private set; }

    public byte[]? DocHash { get; private set; }

    public byte[]? NoticeHash { get; private set; }

    /// <summary>Canonical JSON that was signed by hash.</summary>
    public string? NoticeJson { get; private set; }

    /// <summary>CMS over the challenge that names both hashes.</summary>
    public byte[]? NoticeSignature { get; private set; }

    public int? MinBids { get; private set; }

    public int? ObjectionSeconds { get; private set; }

    /// <summary>Hex; filled in when the vault has bound one.</summary>
    public string? KeySetId { get; private set; }

    public int? CustodiansK { get; private set; }

    public int? CustodiansN { get; private set; }

    /// <summary>Since when it stands still (row 13); null while it runs.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>Row version, for the check against a change in another window.</summary>
    public uint Version { get; private set; }

    public List<SectionDocument> Documents { get; } = [];

    /// <summary>Drafts may be edited, nothing else.</summary>
    /// <exception cref="Refused">ET-4003.</exception>
    public void DemandDraft()
    {
        if (State != SectionState.NoticeDraft)
        {
            throw new Refused("ET-4003");
        }
    }

    /// <summary>NoticeDraft to NoticePublished (row 6 of the state table).</summary>
    public void Publish(SignedNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        DemandDraft();
        State = SectionState.NoticePublished;
        PublishedAt = ChangedAt = notice.At;
        TenderRef = notice.TenderRef;
        DocHash = notice.Content.DocHash;
        NoticeHash = notice.Content.NoticeHash;
        NoticeJson = notice.Content.Json;
        NoticeSignature = notice.Signature;
        MinBids = notice.Content.MinBids;
        ObjectionSeconds = notice.Content.ObjectionSeconds;
    }

    /// <summary>A later deadline (row 11); never an earlier one.</summary>
    public void Extend(DateTimeOffset deadline)
    {
        DemandRunning();
        Deadline = deadline >= Deadline ? deadline : throw new InvalidOperationException("A deadline moves later.");
    }

    /// <summary>Stands still (row 13); the deadline cannot pass.</summary>
    public void Pause(DateTimeOffset at)
    {
        DemandRunning();
        PausedAt = at;
    }

    /// <summary>Goes on (row 14).</summary>
    public void Resume(DateTimeOffset deadline)
    {
        PausedAt = PausedAt is null ? throw new Refused("ET-1508") : null;
        Extend(deadline);
    }

    /// <summary>Acts of the tenderee wait while a section stands still .</summary>
    /// <exception cref="Refused">ET-1504.</exception>
    public void DemandRunning()
    {
        if (PausedAt is not null)
        {
            throw new Refused("ET-1504");
        }
    }

    /// <summary>The same, and the deadline has not passed.</summary>
    /// <exception cref="Refused">ET-1504, ET-1505.</exception>
    public void DemandBidding(DateTimeOffset now)
    {
        DemandRunning();
        if (now >= Deadline)
        {
            throw new Refused("ET-1505");
        }
    }

    /// <summary>What the vault says about custody, once.</summary>
    public void BindKeySet(byte[] keySetId, int k, int n)
    {
        KeySetId ??= Convert.ToHexStringLower(keySetId);
        CustodiansK ??= k;
        CustodiansN ??= n;
    }

    internal sealed class Map : IEntityTypeConfiguration<Section>
    {
        public void Configure(EntityTypeBuilder<Section> builder)
        {
            builder.ToTable("section");
            builder.Property(s => s.State).HasConversion<string>();
            builder.Property(s => s.Trade).HasConversion(t => Trades.Word(t), w => Trades.Of(w));
            builder.Property(s => s.CustodiansK).HasColumnName("custodians_k");
            builder.Property(s => s.CustodiansN).HasColumnName("custodians_n");
            builder.Property(s => s.Version).IsRowVersion();
            builder.HasMany(s => s.Documents).WithOne().HasForeignKey(d => d.SectionId);
        }
    }
}

/// <summary>States of a section that this site can reach today.</summary>
public enum SectionState
{
    NoticeDraft,
    NoticePublished,
}
