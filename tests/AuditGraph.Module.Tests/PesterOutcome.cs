namespace AuditGraph.Module.Tests;

/// <summary>What <c>Invoke-PesterFile.ps1</c> writes of one file's run.</summary>
/// <param name="Tests">Every test.</param>
/// <param name="Errors">What went wrong outside a test: in discovery, or in the set-up of a block or the file.</param>
internal sealed record PesterOutcome(IReadOnlyList<PesterTest> Tests, IReadOnlyList<string> Errors);
