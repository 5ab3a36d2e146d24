using System.Text.Json;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Cli.Output;

/// <summary>Tells what is wrong with evidence: with which file, and what to do.</summary>
internal static class ProblemOutput
{
    /// <summary>Tells people.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="problems">What is wrong.</param>
    public static void WriteText(Terminal terminal, IEnumerable<AuditLedgerProblem> problems)
    {
        foreach (AuditLedgerProblem problem in problems)
        {
            terminal.Output.WriteLine($"{SeverityOf(problem)} {DisplayText.Escape(problem.ToString())}");
            WriteLine(terminal, "file", problem.Path);
            WriteLine(terminal, "expected", problem.Expected);
            WriteLine(terminal, "found", problem.Actual);
            WriteLine(terminal, "do", problem.RecommendedAction);
        }
    }

    /// <summary>Tells machines, in an array.</summary>
    public static void WriteJson(Utf8JsonWriter json, IEnumerable<AuditLedgerProblem> problems)
    {
        json.WriteStartArray("problems");
        foreach (AuditLedgerProblem problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("severity", SeverityOf(problem));
            json.WriteString("code", problem.Code);
            json.WriteString("name", problem.Name);
            json.WriteString("run", problem.Run);
            json.WriteString("path", problem.Path);
            json.WriteString("expected", problem.Expected);
            json.WriteString("actual", problem.Actual);
            json.WriteString("message", problem.Message);
            json.WriteString("recommendation", problem.RecommendedAction);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLine(Terminal terminal, string name, string? value)
    {
        if (value is not null)
        {
            terminal.Output.WriteLine($"  {name,-8} {DisplayText.Escape(value)}");
        }
    }

    private static string SeverityOf(AuditLedgerProblem problem) => problem.Severity == DiagnosticSeverity.Error ? "error" : "warning";
}
