using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Shell = System.Management.Automation.PowerShell;

namespace AuditGraph.PowerShell.Session;

/// <summary>
/// Tells a session, as long as it has the module, that the module's objects come back from files, background jobs and other
/// computers as what they were, and that the text of their instants is ISO 8601.
/// </summary>
/// <remarks>
/// A types file could say as much, but not take it back: where another version of the module is imported beside one, its
/// file clashes with the one that is there.
/// </remarks>
public sealed class SessionTypes : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>What PowerShell puts before the type's name of an object that it has read.</summary>
    internal const string Deserialized = "Deserialized.";

    // Of a result its findings, of each its fix, and the fix's own values: nothing that the module emits is deeper.
    private const uint Depth = 4;

    private static readonly Type[] Records =
        [.. typeof(AuditJob).Assembly.GetExportedTypes().Where(type => type.Namespace == nameof(AuditGraph) && type.GetMethod("<Clone>$") is not null)];

    /// <inheritdoc/>
    public void OnImport()
    {
        using Shell shell = Shell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Update-TypeData").AddParameter("TypeData", Describe().ToArray()).AddParameter("Force").Invoke();
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        using Shell shell = Shell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Remove-TypeData").AddParameter("ErrorAction", ActionPreference.Ignore).Invoke(Describe().Select(data => data.TypeName));
    }

    private static IEnumerable<TypeData> Describe()
    {
        foreach (Type record in Records)
        {
            var live = new TypeData(record.FullName) { SerializationDepth = Depth, TypeConverter = typeof(RecordConverter) };
            foreach (PropertyInfo instant in record.GetProperties().Where(property => IsInstant(property.PropertyType)))
            {
                live.Members.Add(instant.Name, new CodePropertyData(
                    instant.Name,
                    typeof(InstantProperties).GetMethod(instant.Name, [typeof(PSObject)]),
                    typeof(InstantProperties).GetMethod(instant.Name, [typeof(PSObject), typeof(object)])));
            }

            yield return live;
            yield return new TypeData(Deserialized + record.FullName) { TargetTypeForDeserialization = record };
        }

        // For objects that were read before the module was there: what they hold would be of no use in a table.
        foreach (Type collection in Records.SelectMany(record => record.GetProperties()).Select(property => property.PropertyType).Distinct())
        {
            if (TextOf(collection) is { } text)
            {
                var data = new TypeData(Deserialized + collection.FullName);
                data.Members.Add("ToString", new ScriptMethodData("ToString", ScriptBlock.Create(text)));
                yield return data;
            }
        }
    }

    private static bool IsInstant(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(DateTimeOffset) || plain == typeof(DateOnly));

    private static string? TextOf(Type type) => !type.IsGenericType ? null
        : type.GetGenericTypeDefinition() == typeof(ValueList<>) ? "@($this | ForEach-Object { \"$_\" }) -join ';'"
        : type.GetGenericTypeDefinition() == typeof(ValueMap<>)
            ? "$keys = [string[]]@($this.Keys); [array]::Sort($keys, [StringComparer]::Ordinal); "
                + "@($keys | ForEach-Object { \"$_=$($this[$_] -join ';')\" }) -join ';'"
        : null;
}
