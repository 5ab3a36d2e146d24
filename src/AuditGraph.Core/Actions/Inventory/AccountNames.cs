using System.Globalization;
using AuditGraph.Core.Native;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>
/// The names of users and groups, each asked for once; the number itself where the system has no name for it.
/// </summary>
internal sealed class AccountNames
{
    private readonly SortedDictionary<uint, string> users = [];

    private readonly SortedDictionary<uint, string> groups = [];

    /// <summary>The name of a user.</summary>
    public string OfUser(uint number) => Find(users, number, AccountCalls.UserName);

    /// <summary>The name of a group.</summary>
    public string OfGroup(uint number) => Find(groups, number, AccountCalls.GroupName);

    /// <summary>All that were asked for, in an order that does not depend on the asking.</summary>
    public IEnumerable<string> All() => users.Values.Concat(groups.Values);

    private static string Find(SortedDictionary<uint, string> names, uint number, Func<uint, string?> look)
    {
        if (!names.TryGetValue(number, out string? name))
        {
            names[number] = name = look(number) ?? number.ToString(CultureInfo.InvariantCulture);
        }

        return name;
    }
}
