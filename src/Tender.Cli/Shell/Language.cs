namespace Tender.Cli;

/// <summary>In which language sentences are told. Without a known culture in both, Chinese first.</summary>
internal enum Language
{
    Both,
    Zh,
    En,
}
