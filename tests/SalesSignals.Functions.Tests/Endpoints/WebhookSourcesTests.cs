using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Events;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Endpoints;

public sealed class WebhookSourcesTests
{
    [Fact]
    public void A_Source_Is_Made_Of_All_Its_Settings()
    {
        var source = Assert.Single(Read(
            ("Sources:pipedrive:Kind", "Pipedrive"),
            ("Sources:pipedrive:Secrets:0", "salessignals:short"),
            ("Sources:pipedrive:ActivityTypes:SITE_VISIT", "meeting")));
        var body = """{"meta":{"action":"create","entity":"activity","entity_id":5,"timestamp":1774170370},"data":{"deal_id":7,"type":"site_visit"}}""";

        var translation = source.Translate(new Delivery(
            "d", source.Name, DateTimeOffset.FromUnixTimeSeconds(1774170371), new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body)));

        Assert.Equal(ActivityKind.Meeting, Assert.IsType<CanonicalEvent.ActivityLogged>(Assert.Single(translation.Events)).Activity.Kind);
        Assert.Contains("password of 5 characters", Assert.Single(source.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pat-eu1-4711", true)]
    [InlineData("", false)]
    public void With_A_Token_A_Source_Can_Be_Asked_For_What_Its_Webhooks_Only_Name(string token, bool canAsk)
    {
        var source = Assert.Single(Read(
            ("Sources:hubspot:Kind", "HubSpot"),
            ("Sources:hubspot:Secrets:0", "secret"),
            ("Sources:hubspot:AllowedPortalIds:0", "24200001"),
            ("Sources:hubspot:AccessToken", token)));

        Assert.Equal((canAsk, canAsk), (source.TellsActivities, source.Client is not null));
    }

    private static IReadOnlyList<CrmSource> Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddWebhookSources(configuration).BuildServiceProvider();
        return services.GetRequiredService<IReadOnlyList<CrmSource>>();
    }
}
