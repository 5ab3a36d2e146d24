namespace AuditGraph.Cli.Commands;

/// <summary>
/// A command whose output is a file that others read, and is printed as it is wherever it goes. Its failures go to
/// standard error, so that none of them ends up in such a file.
/// </summary>
internal interface IVerbatimOutput
{
    /// <summary>Whether <c>--format</c> names the form of that file, and says nothing of how failures are told.</summary>
    bool FormatIsOfContent => false;
}
