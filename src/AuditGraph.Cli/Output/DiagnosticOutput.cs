using System.Text;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli.Output;

/// <summary>Prints what was found in configuration files, in one of four formats.</summary>
internal static class DiagnosticOutput
{
    /// <summary>For people: the place, the source line and a caret.</summary>
    public const string Text = "text";

    /// <summary>One JSON object.</summary>
    public const string Json = "json";

    /// <summary>SARIF 2.1.0, for code scanning.</summary>
    public const string Sarif = "sarif";

    /// <summary>Annotation lines of GitHub workflows.</summary>
    public const string GitHub = "github";

    /// <summary>Prints the findings.</summary>
    /// <param name="terminal">Where to; paths are shown relative to its current folder.</param>
    /// <param name="files">The files.</param>
    /// <param name="format">One of the formats.</param>
    public static void Write(Terminal terminal, IReadOnlyList<ConfigFile> files, string format)
    {
        switch (format)
        {
            case Json:
                WriteBytes(terminal, stream => DiagnosticJsonWriter.Write(stream, files));
                break;
            case Sarif:
                WriteBytes(terminal, stream => SarifWriter.Write(stream, files, RepositoryOf(files, terminal), ToolVersion.Text));
                break;
            case GitHub:
                GitHubAnnotationWriter.Write(terminal.Output, files, RepositoryOf(files, terminal));
                break;
            default:
                WriteText(terminal, files);
                break;
        }
    }

    private static string RepositoryOf(IReadOnlyList<ConfigFile> files, Terminal terminal) =>
        (files.Count == 0 ? null : RepositoryFolder.Find(Path.GetDirectoryName(files[0].Path)!)) ?? terminal.CurrentFolder;

    private static void WriteText(Terminal terminal, IReadOnlyList<ConfigFile> files)
    {
        var writer = new DiagnosticTextWriter(terminal.Output, terminal.Colour);
        foreach (ConfigFile file in files)
        {
            writer.Write(file, terminal.Show(file.Path));
            if (file.Diagnostics.Count == 0)
            {
                terminal.Output.WriteLine($"{terminal.Show(file.Path)}: {(file.Contents is { } contents ? contents + ", " : "")}no findings");
            }
        }
    }

    private static void WriteBytes(Terminal terminal, Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        write(bytes);
        terminal.Output.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }
}
