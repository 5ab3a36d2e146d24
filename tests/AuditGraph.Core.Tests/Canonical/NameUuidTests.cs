using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Tests.Canonical;

public sealed class NameUuidTests
{
    private static readonly Guid NamesOfHosts = new("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    // Appendix A.4 of RFC 9562; the second one was made with Python's uuid.uuid5.
    [Theory]
    [InlineData("www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2")]
    [InlineData("é\n", "6dd1a95f-73e0-57f8-b9de-a803f944a480")]
    public void A_name_has_the_UUID_that_others_give_it(string name, string uuid) =>
        Assert.Equal(uuid, NameUuid.Of(NamesOfHosts, name).ToString());
}
