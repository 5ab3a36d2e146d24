namespace AuditGraph.CrashHarness;

/// <summary>Stands for the end of the process: nothing in the product catches it, so nothing is tidied up.</summary>
internal sealed class PowerCutException() : Exception("The power is cut.");
