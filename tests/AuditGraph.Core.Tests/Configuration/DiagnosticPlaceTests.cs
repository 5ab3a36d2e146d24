using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Every trap with the exact characters that its diagnostic is about, between « and ».</summary>
public sealed class DiagnosticPlaceTests
{
    private const string Action = "action: {type: report.changed_since}";

    public static TheoryData<string, string> Traps => new()
    {
        // The document.
        { "AG1030", "«- a\n- b»\n" },
        { "AG1030", "«just text»\n" },
        { "AG1031", "«»version: 1\n" },
        { "AG1032", "«jobs»:\n" },
        { "AG1032", "«jobs»: {}\n" },
        { "AG1032", "«jobs»: []\n" },
        { "AG1033", $"«job»: {{}}\njobs: {{a: {{{Action}}}}}\n" },
        { "AG1034", "jobs: «nightly»\n" },
        { "AG1035", $"version: «2»\njobs: {{a: {{{Action}}}}}\n" },
        { "AG1035", $"version: «\"1\"»\njobs: {{a: {{{Action}}}}}\n" },
        { "AG1035", $"«version»:\njobs: {{a: {{{Action}}}}}\n" },

        { "AG1085", $"jobs: {{a: {{{Action}, fail_on: [added, «gone»]}}}}\n" },
        { "AG1085", $"jobs: {{a: {{{Action}, fail_on_new: «true»}}}}\n" },
        { "AG1086", $"jobs: {{a: {{{Action}, controls: [A.8.9, «A 8»]}}}}\n" },

        // Patterns.
        { "AG1082", "jobs: {a: {action: {type: report.changed_since, args: {include: [b, «./docs/**»]}}}}\n" },
        { "AG1083", "jobs: {a: {action: {type: report.changed_since, args: {include: «'a, b'»}}}}\n" },

        // Syntax.
        { "AG1010", $"jobs:\n  a:\n    {Action}\n    description: one«:» two\n" },
        { "AG1010", $"jobs:\n  a:\n    {Action}\n    description: «'never closed»\n" },
        { "AG1010", $"jobs:\n  a:\n    {Action}\n    description: \"«\\q»\"\n" },
        { "AG1010", $"jobs:\n  a:\n    {Action}\n    description: \"one \\\\\n      two «\\q» three\"\n    tags: [b]\n" },
        { "AG1010", $"jobs:\n  a:\n    {Action}\n    description: \"\n\n      «\\x»\\x00\"\n" },
        { "AG1010", $"jobs:\n  a:\n    {Action}\n    description: \"«\\u12»z\"\n" },
        { "AG1010", $"jobs:\n  a: {{{Action}, description: \"one\n      «\\U00110000»\", tags: b}}\n" },
        { "AG1010", $"jobs:\n  a:\n    {Action}\n    description: \"«\\ud800»\"\n" },
        { "AG1010", $"jobs:\n  a:\n    {Action}\n    tags: [a, b]«]»\n" },
        { "AG1010", $"jobs:\n  a:\n    {Action}\n    tags: «[»a, b\n    enabled: true\n" },
        { "AG1010", $"jobs:\n  a:\n    {Action}\n    description: «@»home\n" },
        { "AG1010", $"jobs:\n  a:\n    {Action}\n   «d»escription: outdented\n" },
        { "AG1011", $"jobs:\n  a:\n«\t»{Action}\n" },
        { "AG1011", $"jobs:\n  a:\n  «\t»{Action}\n" },
        { "AG1011", $"jobs:\n«\t»a:\n\t\t{Action}\n" },
        { "AG1011", $"jobs:\n  -«\t»name: a\n    {Action}\n" },
        { "AG1011", $"$schema: \"one\n«\t»two\"\njobs: {{a: {{{Action}}}}}\n" },
        { "AG1011", $"jobs:\n  a:\n    {Action}\n    description: 'one\n\n  «\t»two'\n" },
        { "AG1011", $"jobs: {{a: {{{Action},\n\t\n\t# as it may be\n«\t»tags: b}}}}\n" },
        { "AG1013", $"jobs:\n  a:\n    {Action}\n    tags: «*unknown»\n" },
        { "AG1014", $"jobs:\n  a:\n    {Action}\n    tags: &all [a, «*all»]\n" },
        { "AG1016", $"jobs:\n  a: &a\n    {Action}\n  b:\n    «<<»: *a\n    {Action}\n" },
        { "AG1017", $"jobs:\n  a:\n    {Action}\n    description: «!secret» x\n" },
        { "AG1017", $"jobs:\n  a:\n    {Action}\n    tags: «!!set» {{x, y}}\n" },
        { "AG1017", $"jobs:\n  a:\n    {Action}\n    retries: «!!int» many\n" },
        { "AG1018", $"jobs: {{a: {{{Action}}}}}\n«---»\njobs: {{}}\n" },
        { "AG1019", $"jobs:\n  a:\n    {Action}\n  «a»:\n    {Action}\n" },
        { "AG1019", $"jobs:\n  a:\n    action: {{type: report.changed_since, «type»: x}}\n" },
        { "AG1019", $"jobs:\n  a:\n    action:\n      type: report.changed_since\n      args: {{since: 1d, «\"since\"»: 2d}}\n" },
        { "AG1020", $"jobs:\n  a:\n    {Action}\n  «A»:\n    {Action}\n" },
        { "AG1021", $"jobs:\n  a:\n    {Action}\n  ? «[x, y]»\n  : z\n" },
        { "AG1023", $"«%LATER x»\r\n%YAML 1.2\r\n---\r\njobs: {{a: {{{Action}}}}}\r\n" },
        { "AG1023", $"«%YAML 1.1»\n---\njobs: {{a: {{{Action}}}}}\n" },

        // Jobs.
        { "AG1033", $"jobs:\n  a:\n    {Action}\n    «descripton»: x\n" },
        { "AG1033", $"jobs:\n  a:\n    {Action}\n    «since»: 1d\n" },
        { "AG1033", $"jobs:\n  a:\n    {Action}\n    «name»: a\n" },
        { "AG1033", $"defaults: {{«needs»: [a]}}\njobs:\n  a:\n    {Action}\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    description: «2026»\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    «description»:\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    tags: [a, «1»]\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    tags:\n      - a\n      - «{{b: c}}»\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    enabled: «yes»\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    retries: «twice»\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    retries: «99999999999999999999»\n" },
        { "AG1034", "jobs:\n  a:\n    action: «report.changed_since»\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    output: «exports/a.md»\n" },
        { "AG1040", $"jobs:\n  - «action»: {{type: report.changed_since}}\n" },
        { "AG1041", $"jobs:\n  «two words»:\n    {Action}\n" },
        { "AG1041", $"jobs:\n  «.hidden»:\n    {Action}\n" },
        { "AG1041", $"jobs:\n  «\"..\"»:\n    {Action}\n" },
        { "AG1041", $"jobs:\n  «a/b»:\n    {Action}\n" },
        { "AG1041", $"jobs:\n  «größe»:\n    {Action}\n" },
        { "AG1041", $"jobs:\n  «\"\\e[2J\"»:\n    {Action}\n" },
        { "AG1041", $"jobs:\n  - name: «\"\"»\n    {Action}\n" },
        { "AG1041", $"jobs:\n  «{new string('x', 65)}»:\n    {Action}\n" },
        { "AG1042", $"jobs:\n  - name: a\n    {Action}\n  - name: «a»\n    {Action}\n" },
        { "AG1042", $"jobs:\n  - name: a\n    {Action}\n  - {Action}\n    name: «A»\n" },
        { "AG1043", "jobs:\n  «a»:\n" },
        { "AG1043", "jobs:\n  «a»:\n    description: x\n" },
        { "AG1043", "jobs:\n  a:\n    «action»:\n" },
        { "AG1043", "jobs:\n  a:\n    «action»: {args: {}}\n" },
        { "AG1043", "jobs:\n  a:\n    action: {«type»: }\n" },
        { "AG1044", "jobs:\n  a:\n    action:\n      type: «report.nothing»\n" },
        { "AG1045", "jobs:\n  a:\n    action:\n      type: report.changed_since\n      args:\n        «sinse»: 1d\n" },
        { "AG1047", "jobs:\n  a:\n    action:\n      type: report.changed_since\n      args:\n        since: «24»\n" },
        { "AG1047", "jobs:\n  a:\n    action:\n      type: report.changed_since\n      args:\n        include: [\"*.cs\", «true»]\n" },
        { "AG1047", "jobs:\n  a:\n    action:\n      type: report.changed_since\n      args: {one_file_system: «1»}\n" },
        { "AG1048", "jobs:\n  a:\n    action:\n      type: report.changed_since\n      args: {since: «yesterday»}\n" },
        { "AG1048", "jobs:\n  a:\n    action:\n      type: report.changed_since\n      args: {since: «\"git:--output=x\"»}\n" },
        { "AG1048", "jobs:\n  a:\n    action:\n      type: report.changed_since\n      args: {rehash: «All»}\n" },
        { "AG1048", "jobs:\n  a:\n    action:\n      type: report.changed_since\n      args: {exclude: «../*»}\n" },
        { "AG1049", $"jobs:\n  a:\n    {Action}\n    output: {{path: «../a.md»}}\n" },
        { "AG1049", $"jobs:\n  a:\n    {Action}\n    output: {{path: «/etc/passwd»}}\n" },
        { "AG1049", $"jobs:\n  a:\n    {Action}\n    output: {{path: «reports/a.md»}}\n" },
        { "AG1049", $"jobs:\n  a:\n    {Action}\n    output: {{path: «exports/../a.md»}}\n" },
        { "AG1049", $"jobs:\n  a:\n    {Action}\n    output: {{path: «exports\\a.md»}}\n" },
        { "AG1049", $"jobs:\n  a:\n    {Action}\n    output: {{path: «\"exports/a\\n.md\"»}}\n" },
        { "AG1049", $"jobs:\n  a:\n    {Action}\n    output: {{path: «exports/a/»}}\n" },
        { "AG1049", $"jobs:\n  a:\n    {Action}\n    output: {{path: «exports»}}\n" },
        { "AG1049", $"jobs:\n  a:\n    {Action}\n    output: {{path: «\"\"»}}\n" },
        { "AG1050", $"jobs:\n  a:\n    {Action}\n  b:\n    {Action}\n    output: {{path: «exports/reports/A.md»}}\n" },
        { "AG1050", $"jobs:\n  a:\n    {Action}\n    output: {{path: exports/x.md}}\n  b:\n    {Action}\n    output: {{path: «exports/x.md/b.md»}}\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    output: «[]»\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    output: [{{format: md}}, «exports/a.md»]\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    output: «[{string.Join(", ", Enumerable.Range(0, 17).Select(index => $"{{path: exports/{index}.md}}"))}]»\n" },
        { "AG1050", $"jobs:\n  a:\n    {Action}\n    output: [{{format: md}}, {{path: «exports/reports/A.md»}}]\n" },
        { "AG1050", $"jobs:\n  a:\n    {Action}\n    output: [{{format: md}}, {{format: «md»}}]\n" },
        { "AG1050", $"jobs:\n  a:\n    {Action}\n    output: [{{path: exports/x.md}}, {{path: «exports/x.md/a.csv»}}]\n" },
        { "AG1051", $"jobs:\n  a:\n    {Action}\n    output: [{{format: md}}, {{format: «sarif»}}]\n" },
        { "AG1051", $"jobs:\n  a:\n    {Action}\n    output: {{format: «xml»}}\n" },
        { "AG1051", $"jobs:\n  a:\n    {Action}\n    output: {{path: «exports/a.txt»}}\n" },
        { "AG1052", $"jobs:\n  a:\n    {Action}\n    output: {{path: «exports/a.csv», format: md}}\n" },
        { "AG1053", $"jobs:\n  a:\n    {Action}\n    needs: [«b»]\n" },
        { "AG1054", $"jobs:\n  a:\n    {Action}\n    needs: «a»\n" },
        { "AG1055", $"jobs:\n  a:\n    {Action}\n    needs: «b»\n  b:\n    {Action}\n    needs: [a]\n" },
        { "AG1100", $"jobs:\n  a:\n    {Action}\n    needs: [«b»]\n  b:\n    {Action}\n    enabled: false\n" },
        { "AG1101", $"jobs:\n  a:\n    {Action}\n    needs: [{{job: b, when: «allways»}}]\n  b:\n    {Action}\n" },
        { "AG1101", $"jobs:\n  a:\n    {Action}\n    needs: {{job: b, accept: «failed»}}\n  b:\n    {Action}\n" },
        { "AG1101", $"jobs:\n  a:\n    {Action}\n    needs: [{{«when»: done}}]\n" },
        { "AG1102", $"jobs:\n  a:\n    {Action}\n    retry_delay: «5»\n" },
        { "AG1103", $"jobs:\n  a:\n    {Action}\n    retry_on: [timeout, «error»]\n" },
        { "AG1104", $"jobs:\n  a:\n    {Action}\n    reuse: {{max_age: «week»}}\n" },
        { "AG1053", $"jobs:\n  a:\n    {Action}\n    needs: [{{job: «b», when: done}}]\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    needs: [{{job: «[b]»}}]\n  b:\n    {Action}\n" },
        { "AG1056", $"jobs:\n  a:\n    {Action}\n    tags: [p, q, «p»]\n" },
        { "AG1056", $"jobs:\n  a:\n    {Action}\n    needs: [b, {{job: «b»}}]\n  b:\n    {Action}\n" },
        { "AG1056", $"jobs:\n  a:\n    {Action}\n    needs: [b, {{job: «b»}}]\n  b:\n    {Action}\n" },
        { "AG1057", $"jobs:\n  a:\n    {Action}\n    timeout: «5 minutes»\n" },
        { "AG1057", $"jobs:\n  a:\n    {Action}\n    timeout: «300»\n" },
        { "AG1057", $"jobs:\n  a:\n    {Action}\n    timeout: «0s»\n" },
        { "AG1058", $"jobs:\n  a:\n    {Action}\n    retries: «11»\n" },
        { "AG1058", $"jobs:\n  a:\n    {Action}\n    retries: «-1»\n" },
        { "AG1059", $"jobs:\n  a:\n    {Action}\n    tags: «two words»\n" },
        { "AG1060", $"jobs:\n  a:\n    {Action}\n    description: «\"\\e[31mred\"»\n" },

        // What YAML 1.1 reads differently.
        { "AG1061", $"jobs:\n  «no»:\n    {Action}\n" },
        { "AG1061", $"jobs:\n  «017»:\n    {Action}\n" },
        { "AG1061", $"jobs:\n  «true»:\n    {Action}\n" },
        { "AG1061", $"jobs:\n  a:\n    {Action}\n    tags: [«on»]\n" },
        { "AG1061", $"jobs:\n  a:\n    {Action}\n    tags: [«1_000»]\n" },
        { "AG1061", $"jobs:\n  a:\n    {Action}\n    description: «12:30:45»\n" },
        { "AG1061", $"jobs:\n  a:\n    {Action}\n    description: «2026-01-31»\n" },
        { "AG1061", $"jobs:\n  a:\n    {Action}\n    retries: «07»\n" },
        { "AG1061", $"jobs:\n  a:\n    {Action}\n    retries: «0o7»\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    tags: [«017»]\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    tags: [«0o17»]\n" },

        // Places that are easily lost.
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    description: >\n      folded\n      text\n    enabled: «maybe»\n" },
        { "AG1060", $"jobs:\n  a:\n    {Action}\n    description: «\"one\n      two\\0three\"»\n" },
        { "AG1059", $"jobs:\n  a:\n    {Action}\n    tags: [😀, «a😀;b»]\n" },
        { "AG1034", $"jobs:\n  a:\n    {Action}\n    enabled: &e   «maybe»   # not true\n" },
        { "AG1059", $"jobs:\n  a:\n    {Action}\n    tags: !!str  «a b»\n" },
        { "AG1048", "{\"jobs\": {\"a\": {\"action\": {\"type\": \"report.changed_since\",\n\t\"args\": {\"since\": «\"soon\"»}}}}}" },
    };

    [Theory]
    [InlineData("jobs:\n  a:\n    action: {type: report.changed_since}\n    action: {type: report.changed_since}\n", "a", "jobs.a")]
    [InlineData("jobs:\n  - name: a\n    action: {type: report.changed_since}\n    action: {type: report.changed_since}\n", "a", "jobs[0]")]
    [InlineData("jobs:\n  - action: {type: x, type: x}\n    name: a\n", null, "jobs[0].action")]
    public void Names_the_job_and_the_path_of_what_is_wrong_with_the_text_itself(string text, string? job, string path)
    {
        JobConfigDiagnostic found = Assert.Single(ConfigText.Parse(text).Diagnostics, finding => finding.Code == "AG1019");

        Assert.Equal(job, found.Job);
        Assert.StartsWith(path, found.Path, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Traps))]
    public void Names_the_offending_characters(string code, string marked) => Check(code, marked);

    [Theory]
    [MemberData(nameof(Traps))]
    public void Names_them_also_after_a_byte_order_mark_and_with_CRLF(string code, string marked) =>
        Check(code, marked.Replace("\n", "\r\n", StringComparison.Ordinal), "\ufeff");

    [Theory]
    [InlineData("""{"jobs": {"«\»ud800": {}}}""")]
    [InlineData("""{"jobs": {}, "a": ["«\»udc00"]}""")]
    [InlineData("""{"jobs": {},\n "a": ["é\ud83d\ude00 \\ud800 «\»ud83d\u0041"]}""")]
    public void Names_the_escape_in_JSON_that_is_half_of_a_character(string marked)
    {
        (string text, string place) = Unmark(marked.Replace("\\n", "\n", StringComparison.Ordinal));

        Assert.Contains($"{place} AG1010", ConfigText.Places(ConfigText.Parse(text, ConfigText.JsonPath)));
    }

    private static void Check(string code, string marked, string prefix = "")
    {
        (string text, string place) = Unmark(marked);

        JobConfigFile file = ConfigText.Parse(prefix + text);

        Assert.Equal([$"{place} {code}"], ConfigText.Places(file));
    }

    private static (string Text, string Place) Unmark(string marked)
    {
        int start = marked.IndexOf('«', StringComparison.Ordinal);
        int end = marked.IndexOf('»', StringComparison.Ordinal) - 1;
        string text = marked.Remove(end + 1, 1).Remove(start, 1);
        return (text, $"{PlaceOf(text, start)}-{PlaceOf(text, end)}");
    }

    private static string PlaceOf(string text, int offset)
    {
        string before = text[..offset];
        return $"{before.Count(unit => unit == '\n') + 1}:{offset - before.LastIndexOf('\n')}";
    }
}
