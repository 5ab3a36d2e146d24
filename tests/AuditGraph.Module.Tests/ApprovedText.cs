namespace AuditGraph.Module.Tests;

/// <summary>Texts that somebody has approved, so that a change to what they describe shows as a difference to review.</summary>
internal static class ApprovedText
{
    /// <summary>
    /// Compares with the approved text. Where it differs, the text is left below <c>out/received</c>; copying it over
    /// the approved one approves it.
    /// </summary>
    /// <param name="name">The file's name in the folder <c>Approved</c> beside the tests.</param>
    /// <param name="text">The text as it is now.</param>
    public static void Verify(string name, string text)
    {
        string approved = Path.Join(Repository.Root, "tests", "AuditGraph.Module.Tests", "Approved", name);
        if (File.Exists(approved) && File.ReadAllText(approved) == text)
        {
            return;
        }

        string received = Path.Join(Repository.Root, "out", "received", name);
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, text);
        Assert.Fail($"What is described differs from '{approved}'. Compare it with '{received}'; if the change is meant, copy that file over it.\n\n{Difference(approved, text)}");
    }

    private static string Difference(string approved, string text)
    {
        string[] before = File.Exists(approved) ? File.ReadAllLines(approved) : [];
        string[] after = text.Split('\n');
        return string.Join('\n', before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)));
    }
}
