using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration;

/// <summary>What the optional <c>config/pkg.yaml</c> may say.</summary>
internal static class SettingsDescription
{
    private const string ActiveProfile = "active_profile";
    private const string Security = "security";
    private const string Redaction = "redaction";
    private const string Enabled = "enabled";
    private const string Snapshots = "snapshots";
    private const string Keep = "keep";

    /// <summary>The description.</summary>
    public static FileDescription Value { get; } = new(
        "AuditGraph settings",
        ["config/pkg.yaml", "config/pkg.yml", "config/pkg.json"],
        "The settings of a workspace: config/pkg.yaml, config/pkg.yml or config/pkg.json.",
        new SectionValue(
            new KeyDescription(
                ActiveProfile, "The profile whose folder under .pkg/profiles/ is used.",
                new TextValue(PlainName.Expected, PlainName.Pattern, static text => PlainName.IsValid(text) ? text : null))
            {
                Default = WorkspaceSettings.Default.ActiveProfile,
            },
            new KeyDescription(Security, "What keeps secrets out of reports and records.", new SectionValue(
                new KeyDescription(Redaction, "The masking of what looks like a secret.", new SectionValue(
                    new KeyDescription(Enabled, "Whether secrets are masked in reports and records.", new SwitchValue()) { Default = "true" })))),
            new KeyDescription(Snapshots, "What becomes of old snapshots.", new SectionValue(
                new KeyDescription(
                    Keep, "How long snapshots are kept; for ever where it is left out.",
                    new TextValue(
                        DurationText.Expected, $"^{DurationText.Pattern}$",
                        static text => DurationText.TryParse(text, out TimeSpan duration) ? duration : null))))));

    /// <summary>The settings that a file makes, those that it does not make being the defaults.</summary>
    public static WorkspaceSettings Read(ConfigSection file) => new(
        file.Value<string>(ActiveProfile) ?? WorkspaceSettings.Default.ActiveProfile,
        file.Section(Security).Section(Redaction).Value<bool?>(Enabled) ?? WorkspaceSettings.Default.Redaction,
        file.Section(Snapshots).Value<TimeSpan?>(Keep));
}
