using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tender.Rules;
using Tender.Site.Shared.Faults;

namespace Tender.Site.Plans;

/// <summary>One version of a plan: written while unsigned, never changed afterwards (trigger keep_signed_plan_version).</summary>
public sealed class PlanVersion
{
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    /// <summary>1, 2, ...</summary>
    public required int Number { get; init; }

    public string ProjectName { get; set; } = "";

    public string InvestmentProjectCode { get; set; } = "";

    public string ApprovalDocument { get; set; } = "";

    public string TendereeName { get; set; } = "";

    /// <summary>Empty while unknown.</summary>
    public string TendereeCode { get; set; } = "";

    /// <summary>Division code of the district.</summary>
    public string District { get; set; } = "";

    public string Location { get; set; } = "";

    public Trade Trade { get; set; }

    /// <summary>Word of <see cref="PlanWords.Sectors"/>.</summary>
    public string Sector { get; set; } = "";

    public string ContentAndScale { get; set; } = "";

    public string FundSource { get; set; } = "";

    /// <summary>Whether the law demands a tender.</summary>
    public bool Mandatory { get; set; }

    /// <summary>Whether state funds control or lead.</summary>
    public bool StateFunded { get; set; }

    public long? EstimateFen { get; set; }

    /// <summary>First day of the month.</summary>
    public DateOnly? PlannedNoticeMonth { get; set; }

    /// <summary>Word of <see cref="PlanWords.Methods"/>.</summary>
    public string Method { get; set; } = "";

    public string TradingPlace { get; set; } = "";

    public string Supervisor { get; set; } = "";

    public string Contact { get; set; } = "";

    public string Disclaimer { get; set; } = "";

    /// <summary>What was changed and why; empty in the first version.</summary>
    public string Note { get; set; } = "";

    /// <summary>Why the clock goes on in spite of R-012; empty: it restarts where the rule says so.</summary>
    public string ClockReason { get; set; } = "";

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Whether publishing it restarted the clock.</summary>
    public bool Restarts { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Canonical JSON that was signed by hash.</summary>
    public string? Json { get; private set; }

    public byte[]? Hash { get; private set; }

    /// <summary>CMS over the challenge that names the hash.</summary>
    public byte[]? Signature { get; private set; }

    /// <summary>What is searched, made by the database.</summary>
    public string Search { get; private set; } = "";

    /// <summary>Row version.</summary>
    public uint RowVersion { get; private set; }

    public PlanFacts Facts() =>
        new()
        {
            ProjectName = ProjectName,
            InvestmentProjectCode = InvestmentProjectCode,
            ApprovalDocument = ApprovalDocument,
            Tenderee = TendereeCode.Length > 0 ? TendereeName : "",
            Location = District.Length > 0 ? Location : "",
            ContentAndScale = ContentAndScale,
            FundSource = FundSource,
            EstimateFen = EstimateFen,
            PlannedNoticeMonth = PlannedNoticeMonth,
            Method = Method,
            TradingPlace = TradingPlace,
            Supervisor = Supervisor,
            Contact = Contact,
            Disclaimer = Disclaimer,
        };

    /// <summary>Writes down what was signed.</summary>
    public void Sign(PlanContent content, byte[] signature, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (PublishedAt is not null)
        {
            throw new Refused("ET-4003");
        }

        (PublishedAt, ChangedAt, Restarts) = (at, at, content.Restarts);
        (Json, Hash, Signature) = (content.Json, content.Hash, signature);
    }

    internal sealed class Map : IEntityTypeConfiguration<PlanVersion>
    {
        public void Configure(EntityTypeBuilder<PlanVersion> builder)
        {
            builder.ToTable("plan_version");
            builder.Property(v => v.Trade).HasConversion(t => Trades.Word(t), w => Trades.Of(w));
            builder.Property(v => v.Search).ValueGeneratedOnAddOrUpdate();
            builder.Property(v => v.RowVersion).IsRowVersion();
        }
    }
}
