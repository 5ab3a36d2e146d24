using System.Text;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.RunCommand.Results;

namespace AuditGraph.Core.Tests.Actions.RunCommand.Results;

/// <summary>Reads results as a program in the folder <c>src</c> of the workspace <c>/ws</c> wrote them.</summary>
internal static class Reading
{
    public static ResultPlaces Places { get; } = new("/ws", "/ws/src");

    public static CommandFindings Read(ResultFormat format, string text) =>
        CommandResults.Read(format, Encoding.UTF8.GetBytes(text), Places);

    public static CheckFinding One(ResultFormat format, string text) => Assert.Single(Read(format, text).Findings);

    public static string Mistake(ResultFormat format, string text) =>
        Assert.Throws<FormatException>(() => Read(format, text)).Message;
}
