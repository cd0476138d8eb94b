using SalesSignals.Crm.Dataverse;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Webhooks;

namespace SalesSignals.Crm.Tests.Dataverse;

public class DataverseKeyTests
{
    private const string OldKey = "old-key_0123456789-0123456789-0123456789-01";

    [Fact]
    public void The_Key_Is_Taken_From_The_Header_Or_The_Query()
    {
        var inHeader = Some.Request([]).With("X-SalesSignals-Key", Contexts.Key);

        Assert.Equal("x-salessignals-key", DataverseKey.Header);
        Assert.Equal(WebhookVerdict.Accepted, Verify(inHeader));
        Assert.Equal(WebhookVerdict.Accepted, Verify(WithQuery($"?code={Contexts.Key}")));
        Assert.Equal(WebhookVerdict.Accepted, Verify(WithQuery($"?a=b&code={Contexts.Key}&c")));
    }

    [Theory]
    [InlineData("a+b/c=d&e%f-0123456789-0123456789", "a%2Bb%2fc%3Dd%26e%25f-0123456789-0123456789")]
    [InlineData("a+b/c=d-0123456789-0123456789-0123", "a+b/c=d-0123456789-0123456789-0123")]
    public void A_Key_In_The_Query_May_Be_Escaped(string key, string written) =>
        Assert.Equal(WebhookVerdict.Accepted, Contexts.Source(key).Webhook.Verify(WithQuery("?code=" + written), Some.Noon));

    [Fact]
    public void Either_Key_Is_Accepted_While_A_New_One_Is_Given_Out()
    {
        var old = Some.Request([]).With(DataverseKey.Header, OldKey);

        Assert.Equal(WebhookVerdict.Accepted, Verify(old, Contexts.Key, OldKey));
        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(old, Contexts.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?code")]
    [InlineData("?code=")]
    [InlineData("?Code=" + Contexts.Key)]
    [InlineData("?code=" + Contexts.Key + "&code=" + Contexts.Key)]
    [InlineData("?x?code=" + Contexts.Key)]
    public void Without_One_Key_There_Is_No_Proof(string query) =>
        Assert.Equal(WebhookVerdict.MissingSignature, Verify(WithQuery(query)));

    [Fact]
    public void A_Header_That_Is_Wrong_Is_Not_Mended_By_The_Query()
    {
        var request = WithQuery("?code=" + Contexts.Key);

        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(request.With(DataverseKey.Header, "x" + Contexts.Key[1..])));
        Assert.Equal(WebhookVerdict.MissingSignature, Verify(request.With(DataverseKey.Header, Contexts.Key, Contexts.Key)));
        Assert.Equal(WebhookVerdict.MissingSignature, Verify(request.With(DataverseKey.Header, "")));
        Assert.Equal(WebhookVerdict.MissingSignature, Verify(request.With(DataverseKey.Header, new string('k', 1025))));
        Assert.Equal(WebhookVerdict.MissingSignature, Verify(new("POST", [], request.Headers, request.Body)));
    }

    [Fact]
    public void A_Key_That_Differs_Anywhere_Is_Refused()
    {
        for (var i = 0; i < Contexts.Key.Length; i++)
        {
            var other = Contexts.Key[..i] + (Contexts.Key[i] == 'x' ? 'y' : 'x') + Contexts.Key[(i + 1)..];

            Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(Some.Request([]).With(DataverseKey.Header, other)));
        }

        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(Some.Request([]).With(DataverseKey.Header, Contexts.Key[..^1])));
        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(Some.Request([]).With(DataverseKey.Header, Contexts.Key + "x")));
        Assert.Equal(WebhookVerdict.SignatureMismatch, Verify(Some.Request([]).With(DataverseKey.Header, Contexts.Key.ToUpperInvariant())));
    }

    [Fact]
    public void A_Configuration_That_Could_Not_Work_Is_Refused_Without_Its_Secret()
    {
        var secret = Assert.Throws<InvalidOperationException>(() => Contexts.Source("two words"));
        var organisation = Assert.Throws<InvalidOperationException>(() => Contexts.Source(options => options.OrganizationIds.Add("contoso")));

        Assert.StartsWith("Sources__crm__Secrets__0 holds spaces", secret.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("two words", secret.Message, StringComparison.Ordinal);
        Assert.StartsWith("Sources__crm__OrganizationIds__0 is not a GUID", organisation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Key_That_Could_Be_Guessed_Is_Warned_Of()
    {
        Assert.Equal(
            "Sources__crm__Secrets__1 has 6 characters; Dataverse signs nothing, so use at least 32 random ones.",
            Assert.Single(Contexts.Source(Contexts.Key, "secret").Warnings));
        Assert.Empty(Contexts.Source().Warnings);
    }

    [Fact]
    public void The_Source_Is_Of_Kind_Dataverse_And_Tells_Activities()
    {
        var source = Contexts.Source();

        Assert.Equal(("Dataverse", true, 200), (source.Webhook.Kind, source.TellsActivities, source.Webhook.Acknowledgement.Status));
        Assert.Equal([Contexts.HostHeader, Contexts.SizeHeader], source.Webhook.KeptHeaders);
    }

    private static WebhookRequest WithQuery(string query) => Some.Request([], Some.Url + query);

    private static WebhookVerdict Verify(WebhookRequest request, params string[] secrets) =>
        Contexts.Source(secrets).Webhook.Verify(request, Some.Noon);
}
