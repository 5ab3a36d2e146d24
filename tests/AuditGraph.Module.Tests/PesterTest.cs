namespace AuditGraph.Module.Tests;

/// <summary>One Pester test.</summary>
/// <param name="Name">Its name after those of the blocks it stands in.</param>
/// <param name="Result">Pester's word for how it went, such as <c>Passed</c>.</param>
/// <param name="Message">Why it failed or was skipped, with the place; empty otherwise.</param>
internal sealed record PesterTest(string Name, string Result, string Message);
