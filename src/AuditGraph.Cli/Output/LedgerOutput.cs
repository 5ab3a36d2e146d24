using AuditGraph.Core.Canonical;

namespace AuditGraph.Cli.Output;

/// <summary>Tells what the verification of a ledger found.</summary>
internal static class LedgerOutput
{
    /// <summary>Tells of a verification.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="found">What was found.</param>
    /// <param name="wantsJson">Whether machines read the output.</param>
    public static void Write(Terminal terminal, AuditLedgerVerification found, bool wantsJson)
    {
        if (wantsJson)
        {
            WriteJson(terminal, found);
            return;
        }

        string verdict = found switch
        {
            { IsValid: true } => "valid",
            { IsHistoryValid: true } => "the history is intact, but not all that it recorded is as it was",
            _ => "the history is broken",
        };
        terminal.Output.WriteLine($"ledger   {verdict}");
        terminal.Output.WriteLine($"  size   {CountText.Of(found.Size, "entry", "entries")}, {CountText.Of(found.Runs, "run")}");
        terminal.Output.WriteLine($"  root   {found.RootHash}");
        terminal.Output.WriteLine($"  signed {(found.Signed ? "yes" : "no")}");
        foreach (AuditLedgerProblem problem in found.Problems)
        {
            terminal.Output.WriteLine($"{(problem.Severity == DiagnosticSeverity.Error ? "error" : "warning")} {problem}");
        }
    }

    private static void WriteJson(Terminal terminal, AuditLedgerVerification found) =>
        terminal.Output.WriteLine(JsonText.Object(json =>
        {
            json.WriteString("status", found.IsValid ? "ok" : "error");
            json.WriteBoolean("isValid", found.IsValid);
            json.WriteBoolean("isHistoryValid", found.IsHistoryValid);
            json.WriteNumber("size", found.Size);
            json.WriteString("rootHash", found.RootHash);
            json.WriteBoolean("signed", found.Signed);
            json.WriteString("origin", found.Origin);
            json.WriteNumber("runs", found.Runs);
            json.WriteStartArray("problems");
            foreach (AuditLedgerProblem problem in found.Problems)
            {
                json.WriteStartObject();
                json.WriteString("severity", problem.Severity == DiagnosticSeverity.Error ? "error" : "warning");
                json.WriteString("code", problem.Code);
                json.WriteString("name", problem.Name);
                json.WriteString("run", problem.Run);
                json.WriteString("path", problem.Path);
                json.WriteString("expected", problem.Expected);
                json.WriteString("actual", problem.Actual);
                json.WriteString("message", problem.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));
}
