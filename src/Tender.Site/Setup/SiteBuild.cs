using System.Reflection;

namespace Tender.Site.Setup;

/// <summary>Which build this is.</summary>
public static class SiteBuild
{
    public static string Version { get; } =
        typeof(SiteBuild).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            is { } version
            ? version.Length > 18
                ? version[..18]
                : version
            : "0";
}
