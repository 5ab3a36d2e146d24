namespace Xunit;

/// <summary>What the tests ask xunit.v3 for beside assertions, where xunit 2 runs them.</summary>
internal sealed class TestContext
{
    /// <summary>That of every test.</summary>
    public static TestContext Current { get; } = new();

    /// <summary>Never cancelled.</summary>
    public CancellationToken CancellationToken { get; } = CancellationToken.None;

    /// <summary>Says nothing.</summary>
    public void SendDiagnosticMessage(string message) => _ = message;
}
