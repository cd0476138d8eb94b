using Microsoft.Extensions.DependencyInjection;
using SalesSignals.Directory;
using SalesSignals.Functions.Tests.Work;
using SalesSignals.Outbox;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Tests.Telemetry;

/// <summary>The way from a webhook that tells of trouble to the email about it, and the names on it that must not leave.</summary>
internal static class TracedApp
{
    public const string DealName = "Secret merger of Acme";
    public const string RepName = "Rob Roberts";

    /// <summary>Its readers want no weekly mail, so that a morning brings one digest and one alert, on a Monday too.</summary>
    public static async Task<CountedApp> StartAsync(AcceptingSender sender, Action<IServiceCollection>? configure = null)
    {
        var app = await CountedApp.WarmAsync(
            [
                new() { Id = "mara", Name = "Mara", Email = "mara@example.com", Role = PersonRole.Manager, TimeZone = "Europe/London" },
                new() { Id = "rob", Name = RepName, Email = "rob.roberts@example.com", ManagerId = "mara", TimeZone = "Europe/London", OwnerKeys = ["crm:7"] },
            ],
            services =>
            {
                services.AddSingleton<IEmailSender>(sender);
                configure?.Invoke(services);
            });
        var preferences = new PreferencesStore(app.Tables.Directory);
        await preferences.ChangeAsync("mara", one => one.Without(EmailKinds.WeeklyForecast), CancellationToken.None);
        await preferences.ChangeAsync("rob", one => one.Without(EmailKinds.RepWeek), CancellationToken.None);
        app.Count.Reset();
        return app;
    }

    /// <summary>A close date that is past.</summary>
    public static async Task ReceiveTroubleAsync(this CountedApp app) => Assert.IsType<ReceiveResult.Stored>(
        await app.ReceiveAsync(SampleEvents.Changed(1, 1, $"\"name\":\"{DealName}\",\"stage\":\"discovery\",\"ownerId\":\"7\",\"closeDate\":\"2026-11-02\"")));

    public static async Task<CountedApp> RunFromWebhookToMailAsync(this CountedApp app)
    {
        await app.ReceiveTroubleAsync();
        Assert.Equal(1, await app.RunAsync("ProcessDelivery"));
        await app.TickAsync("ScheduleDigests");
        Assert.True(await app.RunAsync("ProcessWork") > 0);
        Assert.Equal(2, await app.RunAsync("SendEmail"));
        return app;
    }
}
