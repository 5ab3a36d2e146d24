namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>The files that a run of a SARIF log speaks of.</summary>
/// <param name="run">The run.</param>
/// <param name="places">Tells which file of the workspace is meant.</param>
internal sealed class SarifArtifacts(JsonPart run, ResultPlaces places)
{
    // More than any program nests; a circle of bases ends here.
    private const int DeepestBase = 16;

    private readonly IReadOnlyList<JsonPart> artifacts = run.Items("artifacts");
    private readonly JsonPart? bases = run.Find("originalUriBaseIds");

    /// <summary>Where the first of some locations is; nowhere where there is none.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public SarifLocation PlaceOf(IReadOnlyList<JsonPart> locations)
    {
        if (locations.Count == 0 || locations[0].Find("physicalLocation") is not { } physical)
        {
            return default;
        }

        ResultPlace place = physical.Find("artifactLocation") is { } artifact ? PlaceOf(artifact) : default;
        return physical.Find("region") is not { } region ? new SarifLocation(place, null, null, null, null)
            : new SarifLocation(
                place,
                region.Place("startLine"),
                region.Place("startColumn"),
                region.Place("endLine"),
                region.Place("endColumn"));
    }

    private ResultPlace PlaceOf(JsonPart location)
    {
        if (location.Text("uri") is null && location.Number("index") is { } index and >= 0)
        {
            location = index < artifacts.Count && artifacts[(int)index].Find("location") is { } listed
                ? listed
                : throw location.Mistake("has the index of a file that is not listed");
        }

        (string? uri, bool isOfRoot) = Resolve(location);
        return places.OfUri(uri, isOfRoot);
    }

    // A base whose own URI nobody says is the root of what was looked at.
    private (string? Uri, bool IsOfRoot) Resolve(JsonPart location)
    {
        string? uri = location.Text("uri");
        string? name = ResultPlaces.IsRelative(uri) ? location.Text("uriBaseId") : null;
        bool isOfRoot = false;
        for (int depth = 0; name is not null && depth < DeepestBase; depth++)
        {
            JsonPart? found = bases?.Find(name);
            string? start = found?.Text("uri");
            isOfRoot = start is null;
            uri = start is null ? uri : start.TrimEnd('/') + "/" + uri;
            name = ResultPlaces.IsRelative(uri) ? found?.Text("uriBaseId") : null;
        }

        return (uri, isOfRoot);
    }
}
