using System.CommandLine;
using System.Text;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Schema;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph schema</c>: the JSON Schema of configuration files, for editors.</summary>
internal sealed class SchemaCommand : Command
{
    private const string Jobs = "jobs";

    private readonly Argument<string?> file = new("FILE")
    {
        Description = "Which file: jobs (the default), pkg or waivers.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Makes the command.</summary>
    public SchemaCommand(Terminal terminal, GlobalOptions options)
        : base("schema", "Print the JSON Schema of a configuration file, by which an editor completes and checks it.")
    {
        file.AcceptOnlyFromAmong([Jobs, .. ConfigFiles.Descriptions.Select(NameOf)]);
        Arguments.Add(file);
        SetAction(parsed =>
        {
            FileDescription? described = Array.Find(ConfigFiles.Descriptions, description => NameOf(description) == parsed.GetValue(file));
            byte[] schema = described is null ? JobSchema.Generate(options.Catalog.Descriptors) : DescribedSchema.Generate(described);
            terminal.Output.Write(Encoding.UTF8.GetString(schema));
            return ExitCode.Ok;
        });
    }

    private static string NameOf(FileDescription description) => Path.GetFileNameWithoutExtension(description.Names[0]);
}
