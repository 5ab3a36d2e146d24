using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Cli.Output;

/// <summary>
/// Tells of a failure: as <c>{"status": "error", "message": …, "detail": {"code": …, …}}</c> on standard output for
/// machines, as text on standard error for people. Never a stack trace.
/// </summary>
internal static class ErrorOutput
{
    /// <summary>Tells of a failure.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="error">The failure.</param>
    /// <param name="json">Whether machines read the output.</param>
    /// <param name="verbose">Whether to add the cause.</param>
    public static void Write(Terminal terminal, AuditException error, bool json, bool verbose)
    {
        if (json)
        {
            terminal.Output.WriteLine(JsonText.Object(writer => WriteMembers(writer, error, verbose)));
            return;
        }

        terminal.Error.WriteLine($"error {error.Code}: {DisplayText.Escape(error.Message)}");
        terminal.Error.WriteLine($"  {DisplayText.Escape(error.RecommendedAction)}");
        if (verbose && error.InnerException is { } cause)
        {
            terminal.Error.WriteLine($"  cause: {DisplayText.Escape(Describe(cause))}");
        }
    }

    /// <summary>Writes the members of an error's JSON object.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, AuditException error, bool verbose)
    {
        writer.WriteString("status", "error");
        writer.WriteString("message", error.Message);
        writer.WriteStartObject("detail");
        writer.WriteString("code", error.Code);
        writer.WriteString("name", error.Descriptor.Name);
        writer.WriteString("recommendation", error.RecommendedAction);
        foreach ((string key, object? value) in error.Detail)
        {
            writer.WritePropertyName(key);
            JsonValueWriter.Write(writer, value);
        }

        if (verbose && error.InnerException is { } cause)
        {
            writer.WriteString("cause", Describe(cause));
        }

        writer.WriteEndObject();
    }

    /// <summary>An unexpected failure, as one of the catalogue's.</summary>
    public static AuditException Unforeseen(Exception failure) =>
        new AuditRunException(RunErrors.Unforeseen, $"An unexpected error occurred: {failure.Message}", failure);

    private static string Describe(Exception cause) => $"{cause.GetType().Name}: {cause.Message}";
}
