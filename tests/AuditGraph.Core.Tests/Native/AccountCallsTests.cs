using AuditGraph.Core.Native;

namespace AuditGraph.Core.Tests.Native;

public sealed class AccountCallsTests
{
    [Fact]
    public void Names_users_and_groups_as_the_system_does()
    {
        Assert.Equal("root", AccountCalls.UserName(0));
        Assert.Equal(Tool.Run("/", "id", "-gn", "root").Output.Trim(), AccountCalls.GroupName(0));
    }

    [Fact]
    public void Has_no_name_for_a_number_that_is_nobodys()
    {
        Assert.Null(AccountCalls.UserName(3_999_999_999));
        Assert.Null(AccountCalls.GroupName(3_999_999_999));
    }
}
