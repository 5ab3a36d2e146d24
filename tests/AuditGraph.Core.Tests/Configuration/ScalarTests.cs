using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;

namespace AuditGraph.Core.Tests.Configuration;

public sealed class ScalarTests
{
    // The enum is internal, so its names stand for it.
    [Theory]
    [InlineData("", "Null")]
    [InlineData("~", "Null")]
    [InlineData("NULL", "Null")]
    [InlineData("nULL", "Text")]
    [InlineData("true", "Boolean")]
    [InlineData("False", "Boolean")]
    [InlineData("yes", "Text")]
    [InlineData("0", "Integer")]
    [InlineData("-12", "Integer")]
    [InlineData("017", "Integer")]
    [InlineData("0o17", "Integer")]
    [InlineData("0o18", "Text")]
    [InlineData("0xFf", "Integer")]
    [InlineData("0x", "Text")]
    [InlineData("-0x1", "Text")]
    [InlineData("1_000", "Text")]
    [InlineData("1.", "Float")]
    [InlineData(".5", "Float")]
    [InlineData("-1.5e-3", "Float")]
    [InlineData("1e3", "Float")]
    [InlineData("1e", "Text")]
    [InlineData(".", "Text")]
    [InlineData("-", "Text")]
    [InlineData("-.INF", "Float")]
    [InlineData(".nan", "Float")]
    [InlineData("12:30:45", "Text")]
    [InlineData("0b1", "Text")]
    public void Has_its_type_by_the_core_schema(string text, string type) =>
        Assert.Equal(Enum.Parse<ScalarKind>(type), CoreSchema.Resolve(text));

    [Theory]
    [InlineData("no", "the truth value false")]
    [InlineData("Y", "the truth value true")]
    [InlineData("ON", "the truth value true")]
    [InlineData("1_000", "the number 1000")]
    [InlineData("1_0.5", "the number 10.5")]
    [InlineData("017", "an octal number")]
    [InlineData("0o17", "the text '0o17'")]
    [InlineData("0b1_0", "a binary number")]
    [InlineData("0x_F", "a hexadecimal number")]
    [InlineData("12:30:45", "a number in base 60")]
    [InlineData("1:30.5", "a number in base 60")]
    [InlineData("2026-01-31", "a date")]
    [InlineData("2026-01-31T08:30:00Z", "a date")]
    [InlineData("2026-1-3 8:30:00", "a date")]
    [InlineData("12:75", null)]
    [InlineData("nope", null)]
    [InlineData("17", null)]
    [InlineData("0", null)]
    [InlineData("0x1F", null)]
    [InlineData("a_b", null)]
    [InlineData("v1_2", null)]
    [InlineData("-", null)]
    [InlineData("+", null)]
    [InlineData("127.0.0.1", null)]
    [InlineData("24h", null)]
    public void Tells_what_YAML_1_1_reads_differently(string text, string? reading) =>
        Assert.Equal(reading, OlderYaml.DifferentReading(text));

    [Fact]
    public void Takes_a_date_for_no_trap_where_a_moment_is_meant() => Assert.Empty(ConfigText.Parse(
        "jobs: {a: {action: {type: report.changed_since, args: {since: 2026-01-31}}}}").Diagnostics);

    [Theory]
    [InlineData("sinse", "since")]
    [InlineData("INCLUDE", "include")]
    [InlineData("ecxlude", "exclude")]
    [InlineData("exclude_", "exclude")]
    [InlineData("something", null)]
    [InlineData("", null)]
    public void Finds_the_nearest_name(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.Find(name, ["exclude", "include", "since"]));
}
