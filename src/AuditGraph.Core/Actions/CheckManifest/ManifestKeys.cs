namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>The words of the arguments of <c>check.manifest</c>.</summary>
internal static class ManifestKeys
{
    public const string Manifest = "manifest";
    public const string Form = "form";
    public const string Complete = "complete";

    public const string Detected = "detected";

    private static readonly (string Word, ManifestForm Form)[] Forms =
    [
        ("checksums", ManifestForm.Checksums),
        ("hashdeep", ManifestForm.Hashdeep),
        ("bagit", ManifestForm.BagIt),
        ("mtree", ManifestForm.Mtree),
    ];

    /// <summary>What <c>form</c> takes.</summary>
    public static string[] FormWords { get; } = [Detected, .. Forms.Select(form => form.Word)];

    /// <summary>The form that a word means; null where it is to be found out.</summary>
    public static ManifestForm? FormOf(string word) =>
        Array.FindIndex(Forms, form => form.Word == word) is >= 0 and var index ? Forms[index].Form : null;

    /// <summary>The word for a form.</summary>
    public static string WordOf(ManifestForm form) => Array.Find(Forms, one => one.Form == form).Word;
}
