namespace AuditGraph.Core.Configuration.Reading;

/// <summary>
/// A key of a configuration file: what the file's validation, its JSON Schema and what is suggested for a misspelt key are made from.
/// </summary>
/// <param name="Name">The key.</param>
/// <param name="Summary">What it is for, in one sentence.</param>
/// <param name="Value">What may stand there.</param>
internal sealed record KeyDescription(string Name, string Summary, ValueDescription Value)
{
    /// <summary>Whether the key must be there.</summary>
    public bool Required { get; init; }

    /// <summary>The key beside which alone this one means something; null where it stands by itself.</summary>
    public string? Beside { get; init; }

    /// <summary>What holds where the key is left out, as it would be written; null where nothing does.</summary>
    public string? Default { get; init; }
}
