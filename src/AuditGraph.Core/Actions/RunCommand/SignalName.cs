using System.Globalization;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>The names of signals whose numbers are the same on all systems that are meant.</summary>
internal static class SignalName
{
    /// <summary>The name of a signal, such as <c>SIGKILL</c>; its number where that is not the same everywhere.</summary>
    public static string Of(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        _ => signal.ToString(CultureInfo.InvariantCulture),
    };
}
