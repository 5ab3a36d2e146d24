using System.Text;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Tests.Canonical;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b" : 1, "a" : [ true, false, null ] }""", """{"a":[true,false,null],"b":1}""")]
    [InlineData("""{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter","1":"One","\ud83d\ude00":"Emoji","\u0080":"Control","\u00f6":"O"}""",
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"O\",\"€\":\"Euro Sign\",\"😀\":\"Emoji\",\"\ufb33\":\"Hebrew Letter\"}")]
    [InlineData("""["\u0000\u001f\u007f\"\\\/\b\f\n\r\t<>&'é"]""", "[\"\\u0000\\u001f\u007f\\\"\\\\/\\b\\f\\n\\r\\t<>&'é\"]")]
    [InlineData("[9007199254740992,-9007199254740992,0]", "[9007199254740992,-9007199254740992,0]")]
    [InlineData("{}", "{}")]
    public void Writes_the_one_form_of_RFC_8785(string json, string canonical) =>
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Serialize(JsonNode.Parse(json))));

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("9007199254740993")]
    public void Refuses_numbers_that_a_double_may_not_hold_or_that_are_not_whole(string json) =>
        Assert.Throws<ArgumentException>(() => CanonicalJson.Serialize(JsonNode.Parse(json)));

    [Fact]
    public void Refuses_text_with_an_unpaired_surrogate() =>
        Assert.Throws<ArgumentException>(() => CanonicalJson.Serialize(JsonValue.Create("\ud800")));
}
