namespace AuditGraph.Core.Configuration.Reading;

/// <summary>A configuration file's one description of itself. A new file is a new description, not a new reader.</summary>
/// <param name="Title">The title of its JSON Schema.</param>
/// <param name="Names">Where it may be, relative to the workspace's root; the first is the one to create.</param>
/// <param name="Summary">What it is, in one sentence.</param>
/// <param name="Content">Its keys beside <c>version</c> and <c>$schema</c>, which every file may have.</param>
internal sealed record FileDescription(string Title, string[] Names, string Summary, SectionValue Content)
{
    /// <summary>The version of every file's form.</summary>
    public const long Version = 1;

    /// <summary>Looks for what no key shows by itself: is given what the file says, the reader, and the day in UTC.</summary>
    public Action<ConfigSection, ValueReader, DateOnly>? Check { get; init; }
}
