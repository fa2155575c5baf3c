namespace Tender.Site.Shared.Text;

/// <summary>Marks the resource file with the texts that more than one slice shows.</summary>
public sealed class SharedText;
