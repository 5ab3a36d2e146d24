using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Tests.Errors;

public sealed class ErrorsPageTests
{
    [Fact]
    public void The_page_of_errors_is_current() => RepositoryFile.AssertIsCurrent("docs/errors.md", ErrorsPage.Generate());

    [Fact]
    public void No_two_errors_share_a_code() =>
        Assert.Equal(ErrorCatalogue.All.Count, ErrorCatalogue.All.Select(error => error.Code).Distinct().Count());

    [Fact]
    public void No_two_errors_share_a_name() =>
        Assert.Equal(ErrorCatalogue.All.Count, ErrorCatalogue.All.Select(error => error.Name).Distinct().Count());
}
