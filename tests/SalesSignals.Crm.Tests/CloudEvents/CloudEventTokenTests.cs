using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.CloudEvents;

public class CloudEventTokenTests
{
    private const string Authorization = "Authorization";

    [Theory]
    [InlineData("Bearer " + Some.Token)]
    [InlineData("bearer " + Some.Token)]
    [InlineData("BEARER  " + Some.Token)]
    public void A_Bearer_Token_In_The_Header_Is_Accepted(string header) =>
        Assert.Equal(WebhookVerdict.Accepted, Verify(Request().With(Authorization, header)));

    [Theory]
    [InlineData("?access_token=" + Some.Token)]
    [InlineData("?p=q&access_token=" + Some.Token + "&z")]
    [InlineData("?access_token=ce%2Dtoken-0123456789abcdef0123456789")]
    public void A_Token_In_The_Query_Is_Accepted(string query) => Assert.Equal(WebhookVerdict.Accepted, Verify(Request(query)));

    [Theory]
    [InlineData("a+b/c==", "?access_token=a+b/c==")]
    [InlineData("a+b/c==", "?access_token=a%2Bb%2Fc%3D%3D")]
    public void Base64_In_The_Query_May_Be_Escaped_Or_Not(string token, string query) =>
        Assert.Equal(WebhookVerdict.Accepted, Some.CloudEvents(token).Webhook.Verify(Request(query), Some.Noon));

    [Fact]
    public void Each_Configured_Token_Is_Accepted_While_It_Is_Configured()
    {
        var source = Some.CloudEvents("new", "old").Webhook;

        Assert.Equal(WebhookVerdict.Accepted, source.Verify(Request().With(Authorization, "Bearer new"), Some.Noon));
        Assert.Equal(WebhookVerdict.Accepted, source.Verify(Request("?access_token=old"), Some.Noon));
        Assert.Equal(WebhookVerdict.SignatureMismatch, source.Verify(Request("?access_token=withdrawn"), Some.Noon));
    }

    [Theory]
    [InlineData("Bearer " + Some.Token + "0")]
    [InlineData("Bearer CE-TOKEN-0123456789ABCDEF0123456789")]
    [InlineData("Bearer ce-token")]
    public void Another_Token_Is_None(string header) => Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(Request().With(Authorization, header)));

    [Fact]
    public void A_Token_Must_Be_There_Once_And_In_Form()
    {
        WebhookRequest[] broken =
        [
            Request(),
            Request("?"),
            Request("?access_token="),
            Request("?Access_Token=" + Some.Token),
            Request($"?access_token={Some.Token}&access_token={Some.Token}"),
            Request().With(Authorization, Some.Token),
            Request().With(Authorization, "Basic " + Some.Token),
            Request().With(Authorization, "Bearer "),
            Request().With(Authorization, "Bearer " + Some.Token, "Bearer " + Some.Token),
            Request() with { Urls = [] },
        ];

        Assert.All(broken, request => Assert.Equal(WebhookVerdict.MissingSignature, Verify(request)));
    }

    [Fact]
    public void A_Header_Counts_Before_The_Query() =>
        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(Request("?access_token=" + Some.Token).With(Authorization, "Bearer other")));

    private static WebhookRequest Request(string query = "") => Some.Request([], Some.Url + query);

    private static WebhookVerdict Verify(WebhookRequest request) => Some.CloudEvents().Webhook.Verify(request, Some.Noon);
}
