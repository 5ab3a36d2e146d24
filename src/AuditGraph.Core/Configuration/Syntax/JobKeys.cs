namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>The keys of the configuration, version 1.</summary>
internal static class JobKeys
{
    public const string Schema = "$schema";
    public const string Version = "version";
    public const string Defaults = "defaults";
    public const string Jobs = "jobs";
    public const string Name = "name";
    public const string Description = "description";
    public const string Tags = "tags";
    public const string Enabled = "enabled";
    public const string Action = "action";
    public const string Type = "type";
    public const string Args = "args";
    public const string Output = "output";
    public const string Path = "path";
    public const string Format = "format";
    public const string Needs = "needs";
    public const string Timeout = "timeout";
    public const string Retries = "retries";
    public const string RetryDelay = "retry_delay";
    public const string RetryOn = "retry_on";
    public const string AllowFailure = "allow_failure";
    public const string FailOn = "fail_on";
    public const string FailOnNew = "fail_on_new";
    public const string Controls = "controls";
    public const string Reuse = "reuse";
    public const string MaxAge = "max_age";
    public const string Job = "job";
    public const string When = "when";
    public const string Accept = "accept";

    /// <summary>The keys of the document.</summary>
    public static string[] OfDocument { get; } = [Version, Defaults, Jobs, Schema];

    /// <summary>The keys of <c>defaults</c>.</summary>
    public static string[] OfDefaults { get; } = [Tags, Enabled, Output, Timeout, Retries, RetryDelay, RetryOn, AllowFailure, Reuse];

    /// <summary>The keys of a job in a mapping.</summary>
    public static string[] OfJob { get; } =
        [Description, Tags, Controls, Enabled, Action, Output, FailOn, FailOnNew, Needs, Timeout, Retries, RetryDelay, RetryOn, AllowFailure, Reuse];

    /// <summary>The keys of a job in a list.</summary>
    public static string[] OfListedJob { get; } = [Name, .. OfJob];

    /// <summary>The keys of <c>action</c>.</summary>
    public static string[] OfAction { get; } = [Type, Args];

    /// <summary>The keys of a job's <c>output</c>.</summary>
    public static string[] OfOutput { get; } = [Path, Format];

    /// <summary>The keys of an item of <c>needs</c> that says more than a name.</summary>
    public static string[] OfNeed { get; } = [Job, When, Accept];

    /// <summary>The keys of <c>reuse</c> where it says more than yes or no.</summary>
    public static string[] OfReuse { get; } = [MaxAge];

    /// <summary>The keys of <c>output</c> under <c>defaults</c>.</summary>
    public static string[] OfDefaultOutput { get; } = [Format];
}
