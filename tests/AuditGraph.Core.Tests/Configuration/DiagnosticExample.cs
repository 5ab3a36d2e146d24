using System.Globalization;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>The example of one code: a configuration that earns it, and the same without the mistake.</summary>
/// <remarks>
/// The folder <c>Examples/&lt;code&gt;</c> holds <c>wrong</c> and <c>right</c>, each a file (<c>.yaml</c>) or a whole
/// workspace, and perhaps <c>limit</c>, the size limit in bytes with which they are read, or <c>described</c>, which says that
/// they are no job files: <c>pkg</c>, <c>waivers</c> or <c>demanding</c>.
/// </remarks>
internal sealed record DiagnosticExample(string Code, ConfigFile Wrong, ConfigFile Right, int? Limit)
{
    /// <summary>An action with a parameter that is required; the product's own have none.</summary>
    public static ActionDescriptor Demanding { get; } = new()
    {
        Type = "check.example",
        Summary = "Checks a subject.",
        ReportVersion = 1,
        Formats = ["md", "json"],
        Parameters =
        [
            new ActionParameter { Name = "subject", Kind = ActionParameterKind.Text, Required = true, Summary = "What to check." },
            new ActionParameter { Name = "count", Kind = ActionParameterKind.WholeNumber, Default = 3L, Summary = "How many." },
        ],
    };

    /// <summary>A file with all that a description can ask for; the product's own files ask for less.</summary>
    public static FileDescription DemandingFile { get; } = new(
        "Exceptions",
        ["config/demanding.yaml"],
        "A file for tests.",
        new SectionValue(
            new KeyDescription("exceptions", "The exceptions.", new SectionListValue(new SectionValue(
                new KeyDescription("rule", "The rule.", new TextValue(PlainName.Expected, PlainName.Pattern, text => PlainName.IsValid(text) ? text : null)) { Required = true },
                new KeyDescription("expires", "When it ends.", new TextValue(DurationText.Expected, $"^{DurationText.Pattern}$", text => DurationText.TryParse(text, out TimeSpan time) ? time : null)),
                new KeyDescription("quiet", "Whether it is told.", new SwitchValue()) { Default = "false" })))));

    /// <summary>The file as it is shown.</summary>
    public string ShownPath => $"config/{DescribedAs(Code) ?? "jobs"}.yaml";

    public static DiagnosticExample Read(string code)
    {
        string folder = Path.Join(CorpusFiles.Examples, code);
        string limitFile = Path.Join(folder, "limit");
        int? limit = File.Exists(limitFile) ? int.Parse(File.ReadAllText(limitFile), CultureInfo.InvariantCulture) : null;
        return new DiagnosticExample(code, Load(code, folder, "wrong", limit), Load(code, folder, "right", limit), limit);
    }

    private static ConfigFile Load(string code, string folder, string kind, int? limit)
    {
        string workspace = Path.Join(folder, kind);
        if (Directory.Exists(workspace))
        {
            return JobConfig.Load(workspace);
        }

        string path = Path.Join(folder, $"{kind}.yaml");
        return DescribedAs(code) is { } described
            ? DescribedConfig.LoadFile(DescriptionOf(described), path)
            : limit is { } bytes
                ? JobConfig.LoadFile(path, ConfigText.Root, bytes)
                : JobConfig.Parse(
                    path, File.ReadAllBytes(path), ConfigText.Root, [.. ActionCatalog.Product.Descriptors, Demanding],
                    describeRun: run => $"there is no run {run}");
    }

    private static FileDescription DescriptionOf(string name) => ConfigFiles.Descriptions
        .FirstOrDefault(description => Path.GetFileNameWithoutExtension(description.Names[0]) == name) ?? DemandingFile;

    private static string? DescribedAs(string code)
    {
        string marker = Path.Join(CorpusFiles.Examples, code, "described");
        return File.Exists(marker) ? File.ReadAllText(marker).Trim() : null;
    }
}
