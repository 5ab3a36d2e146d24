using Mono.Cecil;
using Mono.Cecil.Cil;

namespace AuditGraph.Core.Tests.Architecture;

/// <summary>
/// Which types of an assembly refer to which others of it, as compiled: in signatures, attributes, fields and method
/// bodies, whatever the source's <c>using</c> lines say. Nested types count as the type they stand in. A constant of
/// another type leaves no trace, since the compiler copies its value.
/// </summary>
internal sealed class CompiledReferences
{
    private readonly Dictionary<string, HashSet<string>> targets = new(StringComparer.Ordinal);

    private readonly ModuleDefinition module;

    private HashSet<string> current = [];

    /// <summary>Reads an assembly.</summary>
    /// <param name="assembly">Its file.</param>
    public CompiledReferences(string assembly)
    {
        using ModuleDefinition read = ModuleDefinition.ReadModule(assembly);
        module = read;
        foreach (TypeDefinition type in read.Types.Where(IsWritten))
        {
            Collect(type);
        }
    }

    /// <summary>All types, with those that each refers to.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Targets => targets;

    // The compiler adds types of its own, in the namespaces of the base library.
    private static bool IsWritten(TypeReference type) => type.Namespace.StartsWith("AuditGraph.", StringComparison.Ordinal);

    private void Collect(TypeDefinition type)
    {
        current = targets[type.FullName] = [];
        Add(type);
        current.Remove(type.FullName);
    }

    private void Add(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAll(type.Interfaces.Select(implemented => implemented.InterfaceType));
        AddAll(type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType));
        Add(type.CustomAttributes);
        foreach (FieldDefinition field in type.Fields)
        {
            Add(field.FieldType);
            Add(field.CustomAttributes);
        }

        foreach (PropertyDefinition property in type.Properties)
        {
            Add(property.CustomAttributes);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            Add(method);
        }

        foreach (TypeDefinition nested in type.NestedTypes)
        {
            Add(nested);
        }
    }

    private void Add(MethodDefinition method)
    {
        Add((MethodReference)method);
        Add(method.CustomAttributes);
        AddAll(method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType));
        if (!method.HasBody)
        {
            return;
        }

        AddAll(method.Body.Variables.Select(variable => variable.VariableType));
        AddAll(method.Body.ExceptionHandlers.Select(handler => handler.CatchType));
        foreach (Instruction instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference type:
                    Add(type);
                    break;
                case MethodReference called:
                    Add(called);
                    break;
                case FieldReference field:
                    Add(field.DeclaringType);
                    Add(field.FieldType);
                    break;
            }
        }
    }

    private void Add(MethodReference method)
    {
        Add(method.DeclaringType);
        Add(method.ReturnType);
        AddAll(method.Parameters.Select(parameter => parameter.ParameterType));
        if (method is GenericInstanceMethod generic)
        {
            AddAll(generic.GenericArguments);
        }
    }

    private void Add(IEnumerable<CustomAttribute> attributes)
    {
        foreach (CustomAttribute attribute in attributes)
        {
            Add(attribute.AttributeType);
            AddAll(attribute.ConstructorArguments.Select(argument => argument.Value as TypeReference));
        }
    }

    private void AddAll(IEnumerable<TypeReference?> types)
    {
        foreach (TypeReference? type in types)
        {
            Add(type);
        }
    }

    private void Add(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                break;
            case GenericInstanceType generic:
                Add(generic.ElementType);
                AddAll(generic.GenericArguments);
                break;
            case TypeSpecification wrapped:
                Add(wrapped.ElementType);
                break;
            default:
                while (type.DeclaringType is { } outer)
                {
                    type = outer;
                }

                if (type.Scope == module && IsWritten(type))
                {
                    current.Add(type.FullName);
                }

                break;
        }
    }
}
