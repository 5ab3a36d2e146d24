using System.Reflection;

namespace AuditGraph.Core.Reports;

/// <summary>The version of this library.</summary>
internal static class ToolVersion
{
    /// <summary>The version as SemVer text without build metadata, such as <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
