using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Tests.Architecture;

/// <summary>Holds the code to docs/architecture.md: the rooms, the arrows between them, and the one catalogue.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] RoomsFromTheTop =
    [
        "Execution", "Runs", "Configuration", "Actions", "Reports", "Baselines", "Git", "Processes", "Snapshots", "Ledger", "Redaction",
        "Workspaces", "Native", "Collections", "Canonical", "Errors",
    ];

    private static readonly CompiledReferences References = new(typeof(ErrorCatalogue).Assembly.Location);

    private static string Core => RepositoryFile.PathOf("src/AuditGraph.Core");

    [Fact]
    public void A_type_refers_to_its_own_room_and_to_lower_ones()
    {
        IEnumerable<string> upward =
            from type in References.Targets
            from target in type.Value
            where RoomOf(target) is >= 0 and var room && room < RoomOf(type.Key)
            select $"{type.Key} -> {target}";
        Assert.Empty(upward);
    }

    [Fact]
    public void No_types_need_each_other_in_a_circle() => Assert.Empty(Circles.Find(References.Targets));

    [Fact]
    public void Every_file_stands_in_a_room() =>
        Assert.DoesNotContain(SourceFiles(), file => !RoomsFromTheTop.Contains(Path.GetRelativePath(Core, file).Split('/')[0]));

    [Fact]
    public void The_page_names_the_rooms_in_their_order()
    {
        string page = File.ReadAllText(RepositoryFile.PathOf("docs/architecture.md"));
        int[] rows = [.. RoomsFromTheTop.Select(room => page.IndexOf($"\n| `{room}` |", StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, rows);
        Assert.Equal(rows.Order(), rows);
    }

    [Fact]
    public void A_file_holds_the_type_it_is_named_after() =>
        Assert.DoesNotContain(
            SourceFiles(),
            file => !File.ReadAllText(file).Contains($" {Path.GetFileNameWithoutExtension(file)}", StringComparison.Ordinal));

    [Fact]
    public void Only_the_front_ends_name_the_console_or_the_shell() =>
        Assert.DoesNotContain(
            SourceFiles(),
            file => File.ReadAllText(file) is var text
                && (text.Contains("Console.", StringComparison.Ordinal) || text.Contains("System.Management.Automation", StringComparison.Ordinal)));

    [Fact]
    public void The_catalogue_has_every_code_and_every_name_once()
    {
        Assert.Equal(ErrorCatalogue.All.Select(entry => entry.Code).Distinct().Order(StringComparer.Ordinal), ErrorCatalogue.All.Select(entry => entry.Code));
        Assert.Equal(ErrorCatalogue.All.Count, ErrorCatalogue.All.Select(entry => entry.Name).Distinct().Count());
    }

    private static int RoomOf(string type) => Array.IndexOf(RoomsFromTheTop, type.Split('.')[2]);

    private static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Core, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
}
