using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>A secret in a content, whatever file has it: what and where it is, and nothing of itself.</summary>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 code units, from 1.</param>
/// <param name="Length">How many UTF-16 code units it has in that line.</param>
/// <param name="Size">How many characters the whole of it has.</param>
/// <param name="Mac">
/// What tells it from others, for who has the workspace's key; zeros where the rule is that of allowances.
/// </param>
internal readonly record struct SecretHit(string Rule, int Line, int Column, int Length, int Size, ContentHash Mac);

/// <summary>A place in a content that allows secrets of a rule, with a reason that stays where it is.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Secrets">How many secrets it allows.</param>
internal readonly record struct SecretAllowance(string Rule, int Line, int Secrets);
