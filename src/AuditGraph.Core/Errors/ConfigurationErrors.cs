using static AuditGraph.AuditErrorCategory;

namespace AuditGraph.Core.Errors;

/// <summary>The catalogue's <c>AG1xxx</c>: a configuration file cannot be read, or says something it cannot mean.</summary>
internal static class ConfigurationErrors
{
    public static readonly AuditErrorDescriptor ConfigNotFound = new(
        "AG1001", nameof(ConfigNotFound), ObjectNotFound,
        "The workspace has no job configuration, or there is no file of the name that was given.",
        "Make one with 'auditgraph init' or New-AuditWorkspace, or name another root.");

    public static readonly AuditErrorDescriptor ConfigAmbiguous = new(
        "AG1002", nameof(ConfigAmbiguous), ResourceExists,
        "The workspace has more than one configuration file of one kind, so none of them is certain to be meant.",
        "Keep one of those that the message names.");

    public static readonly AuditErrorDescriptor ConfigUnreadable = new(
        "AG1003", nameof(ConfigUnreadable), ReadError,
        "The configuration file is not an ordinary file that can be read.",
        "Put a regular file in its place, or mend its permissions.");

    public static readonly AuditErrorDescriptor ConfigTooLarge = new(
        "AG1004", nameof(ConfigTooLarge), LimitsExceeded,
        "The configuration file is larger than the limit.",
        "Split the jobs over several workspaces, or remove what is not configuration.");

    public static readonly AuditErrorDescriptor ConfigEmpty = new(
        "AG1005", nameof(ConfigEmpty), InvalidData,
        "The job configuration is empty, or holds comments alone.",
        "Write a 'jobs' section.");

    public static readonly AuditErrorDescriptor EncodingInvalid = new(
        "AG1006", nameof(EncodingInvalid), InvalidData,
        "The configuration file is not UTF-8 text.",
        "Save the file as UTF-8.");

    public static readonly AuditErrorDescriptor CharacterInvalid = new(
        "AG1007", nameof(CharacterInvalid), InvalidData,
        "The file holds a character that its format does not allow there, or that a reader cannot see.",
        "Remove the character, or write it as an escape in a double-quoted text.");

    public static readonly AuditErrorDescriptor SyntaxInvalid = new(
        "AG1010", nameof(SyntaxInvalid), InvalidData,
        "The file is not well-formed YAML 1.2 (or, for a .json file, JSON).",
        "Mend the syntax at the place that is named.");

    public static readonly AuditErrorDescriptor TabIndentation = new(
        "AG1011", nameof(TabIndentation), InvalidData,
        "A line is indented with a tab, which YAML does not allow.",
        "Indent with spaces.");

    public static readonly AuditErrorDescriptor NestingTooDeep = new(
        "AG1012", nameof(NestingTooDeep), LimitsExceeded,
        "Values are nested deeper than any configuration needs.",
        "Remove the nesting; a job needs no more than a few levels.");

    public static readonly AuditErrorDescriptor AliasUnknown = new(
        "AG1013", nameof(AliasUnknown), InvalidData,
        "An alias names an anchor that is not defined before it.",
        "Define the anchor earlier in the file, or quote a text that begins with '*'.");

    public static readonly AuditErrorDescriptor AliasRecursive = new(
        "AG1014", nameof(AliasRecursive), InvalidData,
        "An alias stands within the value that its own anchor marks, so the value would contain itself.",
        "Write the value out where the alias stands.");

    public static readonly AuditErrorDescriptor AliasExpansion = new(
        "AG1015", nameof(AliasExpansion), LimitsExceeded,
        "Aliases of aliases expand the file beyond all measure.",
        "Write the values out, or use fewer levels of aliases.");

    public static readonly AuditErrorDescriptor MergeKey = new(
        "AG1016", nameof(MergeKey), InvalidData,
        "The merge key '<<' is not part of YAML 1.2.",
        "Write the keys out, put shared values under 'defaults', or alias a whole value.");

    public static readonly AuditErrorDescriptor TagUnsupported = new(
        "AG1017", nameof(TagUnsupported), InvalidData,
        "A YAML tag changes the type of a value, which a configuration file does not allow.",
        "Remove the tag; quote the value if it is text.");

    public static readonly AuditErrorDescriptor SeveralDocuments = new(
        "AG1018", nameof(SeveralDocuments), InvalidData,
        "The file holds more than one YAML document, of which others would be ignored.",
        "Keep one document; remove the '---' and put all jobs under one 'jobs'.");

    public static readonly AuditErrorDescriptor KeyDuplicate = new(
        "AG1019", nameof(KeyDuplicate), InvalidData,
        "A key occurs twice in the same mapping.",
        "Remove or rename one of the two.");

    public static readonly AuditErrorDescriptor KeyCaseDuplicate = new(
        "AG1020", nameof(KeyCaseDuplicate), InvalidData,
        "Two keys of the same mapping differ in case alone.",
        "Remove or rename one of the two.");

    public static readonly AuditErrorDescriptor KeyNotText = new(
        "AG1021", nameof(KeyNotText), InvalidData,
        "A key is a list, a mapping or nothing at all.",
        "Use a text as the key.");

    public static readonly AuditErrorDescriptor TooManyDiagnostics = new(
        "AG1022", nameof(TooManyDiagnostics), LimitsExceeded,
        "There are more findings than are shown.",
        "Mend those that are shown and check again.");

    public static readonly AuditErrorDescriptor DirectiveIgnored = new(
        "AG1023", nameof(DirectiveIgnored), InvalidData,
        "A YAML directive has no effect: the file is read as YAML 1.2.",
        "Remove the directive.");

    public static readonly AuditErrorDescriptor RootInvalid = new(
        "AG1030", nameof(RootInvalid), InvalidData,
        "The document is not a mapping of keys to values.",
        "Begin the file with 'jobs:' and put the jobs below it.");

    public static readonly AuditErrorDescriptor JobsMissing = new(
        "AG1031", nameof(JobsMissing), InvalidData,
        "The file has no 'jobs' section.",
        "Add 'jobs:' and put the jobs below it.");

    public static readonly AuditErrorDescriptor JobsEmpty = new(
        "AG1032", nameof(JobsEmpty), InvalidData,
        "The 'jobs' section defines no job.",
        "Add a job below 'jobs:'.");

    public static readonly AuditErrorDescriptor KeyUnknown = new(
        "AG1033", nameof(KeyUnknown), InvalidData,
        "A key is not one of those that have a meaning here.",
        "Use one of the keys that the message lists, or remove it.");

    public static readonly AuditErrorDescriptor ValueKindWrong = new(
        "AG1034", nameof(ValueKindWrong), InvalidData,
        "A value is of another kind than the key takes.",
        "Write a value of the kind that the message names.");

    public static readonly AuditErrorDescriptor VersionUnsupported = new(
        "AG1035", nameof(VersionUnsupported), InvalidData,
        "The file is written for a version of the configuration that this program does not know.",
        "Write 'version: 1', or use a program that knows the version.");

    public static readonly AuditErrorDescriptor JobNameMissing = new(
        "AG1040", nameof(JobNameMissing), InvalidData,
        "A job of the list has no name.",
        "Give the job a 'name'.");

    public static readonly AuditErrorDescriptor JobNameInvalid = new(
        "AG1041", nameof(JobNameInvalid), InvalidData,
        "A job's name is not 1 to 64 letters, digits, '_', '-' or '.', or starts with a dot.",
        "Choose a name of those characters.");

    public static readonly AuditErrorDescriptor JobNameDuplicate = new(
        "AG1042", nameof(JobNameDuplicate), InvalidData,
        "Two jobs have the same name, or names that differ in case alone.",
        "Rename one of the two.");

    public static readonly AuditErrorDescriptor ActionTypeMissing = new(
        "AG1043", nameof(ActionTypeMissing), InvalidData,
        "A job does not say which action it runs.",
        "Add 'action:' with a 'type:' below it.");

    public static readonly AuditErrorDescriptor ActionUnknown = new(
        "AG1044", nameof(ActionUnknown), InvalidData,
        "A job names an action that does not exist.",
        "Use one of the actions that the message lists.");

    public static readonly AuditErrorDescriptor ArgumentUnknown = new(
        "AG1045", nameof(ArgumentUnknown), InvalidData,
        "An argument is not one of the action's parameters.",
        "Use one of the parameters that the message lists, or remove it.");

    public static readonly AuditErrorDescriptor ArgumentMissing = new(
        "AG1046", nameof(ArgumentMissing), InvalidData,
        "An argument that the action needs is not given.",
        "Add the argument below 'args:'.");

    public static readonly AuditErrorDescriptor ArgumentKindWrong = new(
        "AG1047", nameof(ArgumentKindWrong), InvalidData,
        "An argument is of another kind than the action's parameter takes.",
        "Write a value of the kind that the message names.");

    public static readonly AuditErrorDescriptor ArgumentValueInvalid = new(
        "AG1048", nameof(ArgumentValueInvalid), InvalidData,
        "An argument's value is not one that the action's parameter takes.",
        "Write a value as the message describes it.");

    public static readonly AuditErrorDescriptor OutputPathInvalid = new(
        "AG1049", nameof(OutputPathInvalid), InvalidData,
        "A job output path is not a relative path below exports/.",
        "Write a path such as exports/reports/nightly.md, with forward slashes and without '..'.");

    public static readonly AuditErrorDescriptor OutputPathShared = new(
        "AG1050", nameof(OutputPathShared), InvalidData,
        "Two jobs, or two outputs of a job, have the same path, so that each would overwrite the other.",
        "Give one of the two another path.");

    public static readonly AuditErrorDescriptor OutputFormatInvalid = new(
        "AG1051", nameof(OutputFormatInvalid), InvalidData,
        "A job's output format is not one that its action writes.",
        "Use one of the formats that the message lists.");

    public static readonly AuditErrorDescriptor OutputFormatMismatch = new(
        "AG1052", nameof(OutputFormatMismatch), InvalidData,
        "The extension of a job output path belongs to another format than the one that is written.",
        "Change the extension or the format.");

    public static readonly AuditErrorDescriptor NeedsUnknown = new(
        "AG1053", nameof(NeedsUnknown), InvalidData,
        "A job needs a job that the file does not define.",
        "Correct the name, or define the job.");

    public static readonly AuditErrorDescriptor NeedsSelf = new(
        "AG1054", nameof(NeedsSelf), InvalidData,
        "A job needs itself.",
        "Remove the job's own name from its 'needs'.");

    public static readonly AuditErrorDescriptor NeedsCycle = new(
        "AG1055", nameof(NeedsCycle), InvalidData,
        "Jobs need each other in a circle, so that none of them could ever start.",
        "Remove one of the needs that the message lists.");

    public static readonly AuditErrorDescriptor ItemRepeated = new(
        "AG1056", nameof(ItemRepeated), InvalidData,
        "A list holds the same item twice; the second has no effect.",
        "Remove one of the two.");

    public static readonly AuditErrorDescriptor TimeoutInvalid = new(
        "AG1057", nameof(TimeoutInvalid), InvalidData,
        "A timeout is not a duration.",
        "Write a whole number followed by s, m, h, d or w, such as 90s or 30m.");

    public static readonly AuditErrorDescriptor RetriesInvalid = new(
        "AG1058", nameof(RetriesInvalid), InvalidData,
        "The number of retries is outside its range.",
        "Write a whole number from 0 to 10.");

    public static readonly AuditErrorDescriptor TagInvalid = new(
        "AG1059", nameof(TagInvalid), InvalidData,
        "A tag is empty, too long, or holds a character that a tag cannot have.",
        "Write 1 to 64 characters without spaces, control characters, ';', ',', '*', '?', '[' or ']'.");

    public static readonly AuditErrorDescriptor TextInvalid = new(
        "AG1060", nameof(TextInvalid), InvalidData,
        "A text is too long.",
        "Shorten the text.");

    public static readonly AuditErrorDescriptor OlderYamlReading = new(
        "AG1061", nameof(OlderYamlReading), InvalidData,
        "A value without quotes is read as written here, and as something else by programs that read YAML 1.1.",
        "Put the value in quotes.");

    public static readonly AuditErrorDescriptor KeyMissing = new(
        "AG1080", nameof(KeyMissing), InvalidData,
        "A key that must be there is missing.",
        "Add the key that the message names.");

    public static readonly AuditErrorDescriptor SettingInvalid = new(
        "AG1081", nameof(SettingInvalid), InvalidData,
        "A key has a text that it cannot have.",
        "Write a text of the form that the message names.");

    public static readonly AuditErrorDescriptor PatternMatchesNothing = new(
        "AG1082", nameof(PatternMatchesNothing), InvalidData,
        "A pattern can match no file, whatever the workspace holds.",
        "Write the pattern as in a .gitignore file: relative to the workspace's root, without './'.");

    public static readonly AuditErrorDescriptor PatternUnlikely = new(
        "AG1083", nameof(PatternUnlikely), InvalidData,
        "A pattern matches only files that hardly any workspace has, and was probably meant to match others.",
        "Write one pattern for each list item, as in a .gitignore file.");

    public static readonly AuditErrorDescriptor RunUnknown = new(
        "AG1084", nameof(RunUnknown), ObjectNotFound,
        "A job compares with a run that the workspace does not have, or that took no snapshot.",
        "List the runs with 'auditgraph runs list' or Get-AuditJobRun, and name one whose snapshot is kept.");

    public static readonly AuditErrorDescriptor FailOnInvalid = new(
        "AG1085", nameof(FailOnInvalid), InvalidData,
        "A job is to fail on something that its action does not count.",
        "Write one of the counts that the message names; Get-AuditAction lists those of each action.");

    public static readonly AuditErrorDescriptor ControlInvalid = new(
        "AG1086", nameof(ControlInvalid), InvalidData,
        "A control's name has a character that it cannot have, or is too long.",
        "Write it as the catalogue of controls spells it, without spaces, such as ISO27001/A.8.9.");

    public static readonly AuditErrorDescriptor KeysTogether = new(
        "AG1087", nameof(KeysTogether), InvalidData,
        "Keys stand together that exclude each other, or one stands without the other that it needs.",
        "Keep the one that is meant, or add the one that the message names.");

    public static readonly AuditErrorDescriptor WaiverRepeated = new(
        "AG1088", nameof(WaiverRepeated), InvalidData,
        "Two waivers set the same findings aside; only the first has an effect.",
        "Remove one of the two.");

    public static readonly AuditErrorDescriptor WaiverExpired = new(
        "AG1089", nameof(WaiverExpired), InvalidData,
        "The last day of a waiver is over, so that it sets nothing aside any more.",
        "Remove it, or decide anew until when it is to hold.");

    public static readonly AuditErrorDescriptor WaiverBroad = new(
        "AG1090", nameof(WaiverBroad), InvalidData,
        "A waiver sets everything aside that a rule finds, also what it finds in files that nobody has thought of.",
        "Name the files with 'path', or one finding by its 'fingerprint'.");

    public static readonly AuditErrorDescriptor NeedDisabled = new(
        "AG1100", nameof(NeedDisabled), InvalidData,
        "A job needs a job that is disabled, which runs only where it is asked for by name.",
        "Enable the needed job, remove the need, or name both jobs when they are to run.");

    public static readonly AuditErrorDescriptor NeedInvalid = new(
        "AG1101", nameof(NeedInvalid), InvalidData,
        "An item of 'needs' names no job, or says something that is not known of how it must have ended.",
        "Write the job's name as 'job', one of ok, done and always as 'when', and fail as 'accept' or nothing.");

    public static readonly AuditErrorDescriptor RetryDelayInvalid = new(
        "AG1102", nameof(RetryDelayInvalid), InvalidData,
        "The wait before another attempt is not a duration.",
        "Write a whole number followed by s, m, h, d or w, such as 1s or 2m.");

    public static readonly AuditErrorDescriptor MaxAgeInvalid = new(
        "AG1104", nameof(MaxAgeInvalid), InvalidData,
        "How old a report may be to be reused is not a duration.",
        "Write a whole number followed by s, m, h, d or w, such as 12h or 7d.");

    public static readonly AuditErrorDescriptor RetryOnInvalid = new(
        "AG1103", nameof(RetryOnInvalid), InvalidData,
        "What is to be tried again is not known.",
        "Write timeout, or leave 'retry_on' out.");

    /// <summary>How much a finding of this kind weighs.</summary>
    public static DiagnosticSeverity SeverityOf(AuditErrorDescriptor rule) => rule.Code switch
    {
        "AG1023" or "AG1032" or "AG1052" or "AG1056" or "AG1083" or "AG1088" or "AG1089" or "AG1100" => DiagnosticSeverity.Warning,
        "AG1061" or "AG1090" => DiagnosticSeverity.Hint,
        _ => DiagnosticSeverity.Error,
    };
}
