using System.Buffers;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>A program and its arguments as a person would type them into a shell of POSIX, safe to show.</summary>
internal static class CommandWords
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=:,./@%^");

    /// <summary>The words.</summary>
    public static string Of(IEnumerable<string> command) => DisplayText.Escape(string.Join(' ', command.Select(Of)));

    private static string Of(string word) => word.Length > 0 && !word.AsSpan().ContainsAnyExcept(Plain)
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
