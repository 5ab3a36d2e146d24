namespace AuditGraph.Module.Tests;

/// <summary>The types that scripts and plug-ins are written against.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_types_are_as_they_were_approved() =>
        RepositoryFile.AssertIsCurrent(
            "tests/AuditGraph.Module.Tests/Approved/AuditGraph.Abstractions.txt", PublicApi.Describe(typeof(AuditJob).Assembly));
}
