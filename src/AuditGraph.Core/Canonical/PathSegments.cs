namespace AuditGraph.Core.Canonical;

/// <summary>The parts of a path between its slashes, empty ones among them.</summary>
/// <remarks>As the base library's <c>Split</c>, which is compiled anew in every process that uses it.</remarks>
/// <param name="path">The path.</param>
internal ref struct PathSegments(ReadOnlySpan<char> path)
{
    private ReadOnlySpan<char> rest = path;

    /// <summary>The segment.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Whether it is the last one.</summary>
    public bool IsLast { get; private set; }

    /// <summary>Goes on to the next segment.</summary>
    public bool MoveNext()
    {
        if (IsLast)
        {
            return false;
        }

        int slash = rest.IndexOf('/');
        IsLast = slash < 0;
        Current = IsLast ? rest : rest[..slash];
        rest = IsLast ? [] : rest[(slash + 1)..];
        return true;
    }
}
