using System.Text.Json;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Judges configurations by the JSON Schema with ajv, and YAML with the package yaml: programs that know nothing of this one.</summary>
internal static class SchemaJudge
{
    private static readonly NodePackages Packages = new("schema-judge");

    /// <summary>The verdicts on files, by file. Skips the test where node or its packages cannot be had.</summary>
    public static Dictionary<string, (bool IsValid, string Errors)> Judge(byte[] schema, IEnumerable<string> files)
    {
        Packages.Require();
        string schemaFile = Path.Join(Path.GetTempPath(), $"{Guid.NewGuid():N}.schema.json");
        File.WriteAllBytes(schemaFile, schema);
        string[] lines = Packages.Run(["judge.js", schemaFile, .. files]);
        File.Delete(schemaFile);
        var verdicts = new Dictionary<string, (bool, string)>();
        foreach (string line in lines)
        {
            using JsonDocument verdict = JsonDocument.Parse(line);
            verdicts[verdict.RootElement.GetProperty("file").GetString()!] = (
                verdict.RootElement.GetProperty("valid").GetBoolean(), verdict.RootElement.GetProperty("errors").ToString());
        }

        return verdicts;
    }
}
