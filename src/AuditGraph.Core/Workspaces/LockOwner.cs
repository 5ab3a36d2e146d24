using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;

namespace AuditGraph.Core.Workspaces;

/// <summary>Who holds a lock, for people who wait for it. Never used to decide whether a lock is held.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="ProcessStart">When it started: UTC, ISO 8601.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="BootId">What names this start of the machine, or the empty text where the system tells none.</param>
/// <param name="Command">The program's file name, without its arguments, which may be confidential.</param>
internal sealed record LockOwner(int ProcessId, string ProcessStart, string Host, string BootId, string Command)
{
    private const int LongestNote = 4096;

    /// <summary>This process.</summary>
    public static LockOwner Current { get; } = OfThisProcess();

    /// <summary>The canonical JSON of the sidecar.</summary>
    public byte[] ToJson() => CanonicalJson.Serialize(new JsonObject
    {
        ["bootId"] = BootId,
        ["command"] = Command,
        ["host"] = Host,
        ["pid"] = ProcessId,
        ["processStart"] = ProcessStart,
    });

    /// <summary>Reads a sidecar; null where there is none, or none that can be read.</summary>
    public static LockOwner? TryRead(string path)
    {
        try
        {
            byte[]? json = RegularFile.TryRead(path, LongestNote);
            return json is not null && JsonNode.Parse(json) is JsonObject owner
                ? new LockOwner(
                    owner["pid"]!.GetValue<int>(),
                    owner["processStart"]!.GetValue<string>(),
                    owner["host"]!.GetValue<string>(),
                    owner["bootId"]!.GetValue<string>(),
                    owner["command"]!.GetValue<string>())
                : null;
        }
        catch (Exception unreadable) when (unreadable
            is IOException or InvalidDataException or JsonException or InvalidOperationException or FormatException
            or ArgumentException or OverflowException or NullReferenceException)
        {
            // The note is torn while its owner writes it, and is only ever shown.
            return null;
        }
    }

    /// <summary>One phrase for a message.</summary>
    public override string ToString() =>
        $"process {ProcessId.ToString(CultureInfo.InvariantCulture)} ({DisplayText.Escape(Command)}, started {DisplayText.Escape(ProcessStart)}) on {DisplayText.Escape(Host)}";

    private static LockOwner OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new LockOwner(
            Environment.ProcessId,
            process.StartTime.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Environment.MachineName,
            ReadBootId(),
            Path.GetFileName(Environment.ProcessPath) ?? "");
    }

    private static string ReadBootId()
    {
        if (!OperatingSystem.IsMacOS())
        {
            const string kernel = "/proc/sys/kernel/random/boot_id";
            return File.Exists(kernel) ? File.ReadAllText(kernel).Trim() : "";
        }

        return Posix.MacBootSession();
    }
}
