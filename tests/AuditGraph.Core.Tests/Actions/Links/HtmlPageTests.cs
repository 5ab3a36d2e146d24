using AuditGraph.Core.Actions.Links;

namespace AuditGraph.Core.Tests.Actions.Links;

/// <summary>What is a link and what is an anchor in HTML.</summary>
public sealed class HtmlPageTests
{
    [Theory]
    [InlineData("<a href=b>", "Link b 1:4-1:8")]
    [InlineData("<A\r\n  HREF='a&amp;b'>", "Link a&b 2:3-2:7")]
    [InlineData("<p>\r\n\r\n<a href=' b\n\tc '>", "Link bc 3:4-3:8")]
    [InlineData("<img src=a srcset='b.png 1x, c,d.png 2x,e'>", "Image a 1:6-1:9, Image b.png 1:12-1:18, Image c,d.png 1:12-1:18, Image e 1:12-1:18")]
    [InlineData("<video poster=a src=b><source src=c><track src=d></video><object data=e><embed src=f><iframe src=g></iframe><input src=h>",
        "Image a 1:8-1:14, Image b 1:17-1:20, Image c 1:31-1:34, Image d 1:44-1:47, Image e 1:66-1:70, Image f 1:80-1:83, Image g 1:94-1:97, "
        + "Image h 1:116-1:119")]
    [InlineData("<link href=a><area href=b><script src=c></script>", "Link a 1:7-1:11, Link b 1:20-1:24, Image c 1:35-1:38")]
    [InlineData("<script>'<a href=b>'</script><style><a href=b></style><textarea><a href=b></textarea><title><a href=b></title>", "")]
    [InlineData("<!-- <a href=b> --><p href=c data=d><a src=e><a title='<a href=f>'>", "")]
    [InlineData("<a href=b href=c><a href>", "Link b 1:4-1:8, Link  1:21-1:25")]
    [InlineData("<a href=https://x><a href=//y><img src=data:z>", "")]
    [InlineData("<base href='d/e'><base href=f><a href=b><a href=/c><a href=#g>", "Link d/b 1:34-1:38, Link /c 1:44-1:48, Link d/e#g 1:55-1:59")]
    [InlineData("<base href='https://x/'><a href=b><a href=/c>", "")]
    public void What_leads_elsewhere_has_a_place(string text, string expected) => Assert.Equal(
        expected,
        string.Join(", ", HtmlPage.Read(text, SlugRule.GitHub).Links.Select(link =>
            $"{link.Kind} {link.Target} {link.Place.Line}:{link.Place.Column}-{link.Place.EndLine}:{link.Place.EndColumn}")));

    [Theory]
    [InlineData("<p id=a><a name=b><div name=c><A ID='D&amp;e'>", "a b D&e")]
    [InlineData("<h1>Title</h1><h2 id=x>y</h2>", "x")]
    [InlineData("<script id=a>'<p id=b>'</script><template><p id=c></template><a id=''>", "a c")]
    public void Anchors_are_ids_and_names_of_links(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', HtmlPage.Read(text, SlugRule.GitHub).Anchors));
}
