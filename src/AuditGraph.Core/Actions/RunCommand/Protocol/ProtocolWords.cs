namespace AuditGraph.Core.Actions.RunCommand.Protocol;

/// <summary>The words of the action protocol, which <c>docs/format/action-protocol.md</c> specifies.</summary>
internal static class ProtocolWords
{
    /// <summary>The protocol and its version, as the input names it.</summary>
    public const string Version = "auditgraph/1";

    /// <summary>The member that says what a line is.</summary>
    public const string Type = "type";

    /// <summary>A line: a rule that is gone by.</summary>
    public const string Rule = "rule";

    /// <summary>A line: something that was found.</summary>
    public const string Finding = "finding";

    /// <summary>A line: something that could not be looked at.</summary>
    public const string Gap = "gap";

    /// <summary>A line: a labelled value of the report.</summary>
    public const string Fact = "fact";

    /// <summary>A line: a sentence of the report.</summary>
    public const string Note = "note";

    /// <summary>A line: a table of the report.</summary>
    public const string Table = "table";

    /// <summary>A line: a warning for the user.</summary>
    public const string Warning = "warning";

    /// <summary>The last line.</summary>
    public const string End = "end";
}
