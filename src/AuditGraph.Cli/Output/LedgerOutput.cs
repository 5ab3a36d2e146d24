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

        terminal.Output.WriteLine($"ledger   {found.Verdict}");
        terminal.Output.WriteLine($"  size   {CountText.Of(found.Size, "entry", "entries")}, {CountText.Of(found.Runs, "run")}");
        if (found.RootHash is { } root)
        {
            terminal.Output.WriteLine($"  root   {root}");
        }

        ProblemOutput.WriteText(terminal, found.Problems);
        if (found is { IsHistoryValid: true, KeptSize: null, SignedByGivenKey: false, RootHash: not null })
        {
            terminal.Output.WriteLine("A history that was replaced as a whole shows only beside what was kept elsewhere: keep the file");
            terminal.Output.WriteLine($"{DisplayText.Escape(Path.Join(found.Path, "checkpoint"))}, and give it with --since.");
        }
    }

    private static void WriteJson(Terminal terminal, AuditLedgerVerification found) =>
        terminal.Output.WriteLine(JsonText.Object(json =>
        {
            json.WriteString("status", found.IsValid ? "ok" : "error");
            json.WriteBoolean("isValid", found.IsValid);
            json.WriteBoolean("isHistoryValid", found.IsHistoryValid);
            json.WriteString("verdict", found.Verdict);
            json.WriteNumber("size", found.Size);
            json.WriteString("rootHash", found.RootHash);
            json.WriteBoolean("signed", found.Signed);
            json.WriteBoolean("signedByGivenKey", found.SignedByGivenKey);
            json.WritePropertyName("keptSize");
            JsonValueWriter.Write(json, found.KeptSize);
            json.WriteString("origin", found.Origin);
            json.WriteNumber("runs", found.Runs);
            ProblemOutput.WriteJson(json, found.Problems);
        }));
}
