namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>The form in which a program says what it found.</summary>
internal enum ResultFormat
{
    /// <summary>SARIF 2.1.0 (OASIS), as linters and scanners write it.</summary>
    Sarif,

    /// <summary>The XML of JUnit and Jenkins: <c>testsuites</c> or <c>testsuite</c>.</summary>
    JUnit,

    /// <summary>The XML of NUnit 2.5 (<c>test-results</c>) or NUnit 3 (<c>test-run</c>), as Pester writes it.</summary>
    NUnit,

    /// <summary>A JSON array of findings, each as a line of the action protocol states it.</summary>
    Json,
}
