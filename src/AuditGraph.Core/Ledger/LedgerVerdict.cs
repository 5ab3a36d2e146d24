using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Ledger;

/// <summary>Says in words what a verification found, and by what it could judge: nothing is valid beyond that.</summary>
internal static class LedgerVerdict
{
    /// <summary>The verdict on a verification.</summary>
    public static string Describe(AuditLedgerVerification found)
    {
        if (!found.IsHistoryValid)
        {
            return "the history is broken";
        }

        if (found.RootHash is null)
        {
            return "nothing was recorded yet";
        }

        string signature = !found.Signed ? "unsigned"
            : found.SignedByGivenKey ? "signed with the given key"
            : "signed with the key that it names itself";
        string comparison = found.KeptSize is { } size
            ? $"continues the kept checkpoint of {CountText.Of(size, "entry", "entries")}"
            : "compared with no kept checkpoint";
        return $"consistent, {signature}, {comparison}{(found.IsValid ? "" : "; but an output is not as it was recorded")}";
    }
}
