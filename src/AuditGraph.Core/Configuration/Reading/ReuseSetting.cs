namespace AuditGraph.Core.Configuration.Reading;

/// <summary>What <c>reuse</c> says.</summary>
/// <param name="IsOn">Whether the report of an earlier run is taken where nothing that it depends on has changed.</param>
/// <param name="MaxAge">How old it may be, or null for no limit.</param>
internal sealed record ReuseSetting(bool IsOn, TimeSpan? MaxAge = null);
