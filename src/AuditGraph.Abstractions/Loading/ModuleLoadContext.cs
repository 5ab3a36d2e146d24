using System.Reflection;
using System.Runtime.Loader;

namespace AuditGraph.Loading;

/// <summary>
/// Where the PowerShell module's cmdlets and every library they use are loaded, so that none of them can clash with
/// another module's copy. The public types stay in the default context, beside PowerShell itself.
/// </summary>
/// <remarks>
/// The module's root holds this assembly; its <c>lib</c> folder holds all others. There is one context in a process,
/// however many runspaces import the module and however often.
/// </remarks>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private const string CmdletAssembly = "AuditGraph.PowerShell";

    private static readonly Assembly Shared = typeof(ModuleLoadContext).Assembly;
    private static readonly Lock Gate = new();
    private static Assembly? cmdlets;

    private readonly string folder;

    private ModuleLoadContext(string folder)
        : base(nameof(AuditGraph)) => this.folder = folder;

    /// <summary>The assembly with the module's cmdlets, loaded when it is first asked for. Safe on any thread.</summary>
    /// <remarks>A property, because a script in constrained language may read it.</remarks>
    /// <exception cref="FileNotFoundException">The module is not laid out as it was built.</exception>
    public static Assembly Cmdlets
    {
        get
        {
            lock (Gate)
            {
                return cmdlets ??= LoadFrom(Path.Join(Path.GetDirectoryName(Shared.Location), "lib"));
            }
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        if (assemblyName.Name == Shared.GetName().Name)
        {
            return Shared;
        }

        string path = PathOf(assemblyName.Name);
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private static Assembly LoadFrom(string folder)
    {
        var context = new ModuleLoadContext(folder);
        return context.LoadFromAssemblyPath(context.PathOf(CmdletAssembly));
    }

    private string PathOf(string? name) => Path.Join(folder, $"{name}.dll");
}
