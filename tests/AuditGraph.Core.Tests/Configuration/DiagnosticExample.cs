using System.Globalization;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>The example of one code: a configuration that earns it, and the same without the mistake.</summary>
/// <remarks>
/// The folder <c>Examples/&lt;code&gt;</c> holds <c>wrong</c> and <c>right</c>, each a file (<c>.yaml</c>) or a whole
/// workspace, and perhaps <c>limit</c>, the size limit in bytes with which they are read.
/// </remarks>
internal sealed record DiagnosticExample(string Code, JobConfigFile Wrong, JobConfigFile Right, int? Limit)
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

    public static DiagnosticExample Read(string code)
    {
        string folder = Path.Join(CorpusFiles.Examples, code);
        string limitFile = Path.Join(folder, "limit");
        int? limit = File.Exists(limitFile) ? int.Parse(File.ReadAllText(limitFile), CultureInfo.InvariantCulture) : null;
        return new DiagnosticExample(code, Load(folder, "wrong", limit), Load(folder, "right", limit), limit);
    }

    private static JobConfigFile Load(string folder, string kind, int? limit)
    {
        string workspace = Path.Join(folder, kind);
        if (Directory.Exists(workspace))
        {
            return JobConfig.Load(workspace);
        }

        string path = Path.Join(folder, $"{kind}.yaml");
        return limit is { } bytes
            ? JobConfig.LoadFile(path, ConfigText.Root, bytes)
            : JobConfig.Parse(path, File.ReadAllBytes(path), ConfigText.Root, [.. ActionCatalog.Descriptors, Demanding]);
    }
}
