namespace SalesSignals.Functions.Endpoints;

public static class EndpointRegistration
{
    /// <summary>Registers what answers HTTP functions, and the form in which errors are told.</summary>
    public static IServiceCollection AddEndpoints(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(PublicAddress.Read(configuration))
        .AddSingleton(provider => InstallationLinks.Read(configuration, provider.GetRequiredService<PublicAddress>()))
        .AddWebhookSources(configuration)
        .AddSingleton<WebhookEndpoints>()
        .AddSingleton<HealthEndpoints>()
        .AddSingleton<MailEventEndpoints>()
        .AddHttpFunction("ReceiveWebhook", provider => provider.GetRequiredService<WebhookEndpoints>().ReceiveAsync)
        .AddHttpFunction("Health", provider => provider.GetRequiredService<HealthEndpoints>().GetAsync)
        .AddHttpFunction("MailEvents", provider => provider.GetRequiredService<MailEventEndpoints>().ReceiveAsync)
        .AddErrors();
}
