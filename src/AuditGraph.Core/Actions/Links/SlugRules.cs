using System.Buffers;
using System.Globalization;
using System.Text;

namespace AuditGraph.Core.Actions.Links;

/// <summary>Makes anchors of headings, as those do who show them.</summary>
internal static class SlugRules
{
    // What GitBook's github-slugid leaves out.
    private static readonly SearchValues<char> GitBookSymbols = SearchValues.Create(
        "[]!\"'#$%&()*+,./:;<=>?@\\^_`{|}~©∑®†“”‘’∂ƒ™℠…œŒ˚ºª•∆∞♥");

    /// <summary>The rule that a word means.</summary>
    public static SlugRule Of(string word) => word switch
    {
        LinkKeys.GitHub => SlugRule.GitHub,
        LinkKeys.GitLab => SlugRule.GitLab,
        LinkKeys.GitBook => SlugRule.GitBook,
        LinkKeys.Pandoc => SlugRule.Pandoc,
        _ => SlugRule.None,
    };

    /// <summary>The anchor of a heading that no other one has.</summary>
    public static string Slug(SlugRule rule, string heading) => rule switch
    {
        SlugRule.GitHub => GitHub(heading),
        SlugRule.GitLab => GitLab(heading),
        SlugRule.GitBook => GitBook(heading),
        _ => Pandoc(heading),
    };

    // As github-slugger has it.
    private static string GitHub(string heading) => Keep(LowerCase.Of(heading), IsWord).Replace(' ', '-');

    // Gitlab::Utils::Markdown.string_to_anchor
    private static string GitLab(string heading)
    {
        string slug = Keep(LowerCase.Of(heading.Trim()), IsWord).Replace(' ', '-');
        while (slug.Contains("--", StringComparison.Ordinal))
        {
            slug = slug.Replace("--", "-", StringComparison.Ordinal);
        }

        return slug.Length > 0 && slug.All(char.IsAsciiDigit) ? $"anchor-{slug}" : slug;
    }

    // GitBook's github-slugid
    private static string GitBook(string heading)
    {
        string kept = Keep(heading, rune => !rune.IsBmp || !GitBookSymbols.Contains((char)rune.Value));
        string slug = LowerCase.Of(kept.Replace(' ', '-'));
        return slug.StartsWith('-') ? slug[1..] : slug;
    }

    // Pandoc's manual, on the extension auto_identifiers
    private static string Pandoc(string heading)
    {
        string kept = Keep(
            heading,
            rune => Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.IsWhiteSpace(rune)
                || rune.Value is '_' or '-' or '.');
        string slug = LowerCase.Of(string.Join('-', kept.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        int letter = 0;
        while (letter < slug.Length && !(Rune.TryGetRuneAt(slug, letter, out Rune rune) && Rune.IsLetter(rune)))
        {
            letter++;
        }

        return letter == slug.Length ? "section" : slug[letter..];
    }

    private static string Keep(string text, Func<Rune, bool> isKept)
    {
        var kept = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (isKept(rune))
            {
                kept.Append(rune);
            }
        }

        return kept.ToString();
    }

    // The word characters of Unicode's recommendations for regular expressions (UTS 18, annex C), the hyphen and the
    // space.
    private static bool IsWord(Rune rune) => rune.Value is ' ' or '-' || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter => true,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber => true,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation => true,

        // Letters in circles and squares are alphabetic, although they are symbols.
        _ => LowerCase.IsEnclosedLetter(rune),
    };
}
