using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>What is true of the findings of any file.</summary>
internal static class Findings
{
    /// <summary>Asserts that every finding lies within the file, that they are sorted, and that silence means jobs.</summary>
    public static void AssertPlaced(JobConfigFile file)
    {
        var source = new SourceText(file.Path, file.Text);
        (int Line, int Column) last = (1, 1);
        foreach (JobConfigDiagnostic found in file.Diagnostics)
        {
            AssertWithin(source, found.Line, found.Column, found);
            AssertWithin(source, found.EndLine, found.EndColumn, found);
            Assert.True((found.Line, found.Column).CompareTo((found.EndLine, found.EndColumn)) <= 0, found.ToString());
            Assert.True(last.CompareTo((found.Line, found.Column)) <= 0, $"not sorted: {found}");
            Assert.NotEmpty(found.Message);
            last = (found.Line, found.Column);
            if (found.Fix is { } fix)
            {
                Assert.InRange(fix.Offset, 0, file.Text.Length);
                Assert.InRange(fix.Length, 0, file.Text.Length - fix.Offset);
            }
        }

        if (file.IsValid)
        {
            Assert.Equal(file.JobCount, file.Jobs.Count);
        }
    }

    private static void AssertWithin(SourceText source, int line, int column, JobConfigDiagnostic found)
    {
        Assert.True(line >= 1 && line <= source.LineCount, $"no such line: {found}");
        Assert.True(column >= 1 && column <= source.LineAt(line).Length + 1, $"no such column: {found}");
    }
}
