using System.CommandLine;
using System.Text;
using AuditGraph.Core.Configuration.Schema;

namespace AuditGraph.Cli.Commands;

/// <summary><c>auditgraph schema</c>: the JSON Schema of job files, for editors.</summary>
internal sealed class SchemaCommand : Command
{
    /// <summary>Makes the command.</summary>
    public SchemaCommand(Terminal terminal)
        : base("schema", "Print the JSON Schema of job files, by which an editor completes and checks them.") =>
        SetAction(_ =>
        {
            terminal.Output.Write(Encoding.UTF8.GetString(JobSchema.Generate()));
            return ExitCode.Ok;
        });
}
