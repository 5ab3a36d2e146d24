using AuditGraph.Core.Actions;

namespace AuditGraph.Core.Tests.Actions;

public sealed class ReasonWordsTests
{
    public static TheoryData<string> Codes => new(ReasonCode.All);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_words_that_show_nothing_of_it(string code)
    {
        foreach (int total in (int[])[0, 1, 3])
        {
            string words = ReasonWords.Of(new AuditRunReason(code) { Part = "inputs", Old = "before", New = "now", Names = ["a.txt"], Total = total });

            Assert.DoesNotContain('_', words);
            Assert.NotEqual(code, words);
        }
    }

    [Theory]
    [InlineData(1, "'a.txt' was removed")]
    [InlineData(2, "'a.txt' and 1 other were removed")]
    [InlineData(25, "'a.txt' and 24 others were removed")]
    public void What_changed_is_named(long total, string expected) =>
        Assert.Equal(expected, ReasonWords.Of(new AuditRunReason(ReasonCode.InputRemoved) { Names = ["a.txt"], Total = total }));

    [Fact]
    public void Reasons_are_joined_each_once_without_those_that_nobody_wonders_about()
    {
        AuditRunReason[] reasons =
        [
            new(ReasonCode.FirstRun),
            new(ReasonCode.NotReusable) { Part = "action", New = "report.other" },
            new(ReasonCode.OutputMissing),
            new(ReasonCode.Restored),
            new(ReasonCode.Matched),
        ];

        Assert.Equal("its report is not in place, and nothing that it rests on has changed", ReasonWords.Of(reasons));
        Assert.Equal("", ReasonWords.Of(reasons[..2]));
    }
}
