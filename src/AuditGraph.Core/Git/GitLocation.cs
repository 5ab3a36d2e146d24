namespace AuditGraph.Core.Git;

/// <summary>Where a folder is in the work tree of a repository.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Depth">How many folders it is below the work tree's topmost one.</param>
/// <param name="CommonFolder">The folder of what all work trees of the repository share: <c>.git</c>, as a rule.</param>
/// <param name="IsShallow">Whether the history is cut off.</param>
internal sealed record GitLocation(string Folder, int Depth, string CommonFolder, bool IsShallow)
{
    /// <summary>The work tree's topmost folder.</summary>
    public string Top
    {
        get
        {
            string top = Folder;
            for (int level = 0; level < Depth; level++)
            {
                top = Path.GetDirectoryName(top) ?? top;
            }

            return top;
        }
    }
}
