using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.RunCommand.Protocol;

/// <summary>What a program is told by the action protocol, on its standard input.</summary>
internal static class ProtocolInput
{
    /// <summary>The one line of it.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="root">The workspace's root, an absolute path.</param>
    /// <param name="arguments">The arguments that the job has for the program.</param>
    public static byte[] Write(string job, string root, JsonObject arguments) =>
    [
        .. CanonicalJson.Serialize(new JsonObject
        {
            ["arguments"] = arguments.DeepClone(),
            ["job"] = job,
            ["protocol"] = ProtocolWords.Version,
            ["root"] = root,
        }),
        (byte)'\n',
    ];
}
