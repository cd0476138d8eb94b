using SalesSignals.Directory;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Storage;

namespace SalesSignals.Functions.LinkPages;

public static class LinkPageRegistration
{
    /// <summary>Registers the pages that links in emails open.</summary>
    public static IServiceCollection AddLinkPages(this IServiceCollection services) => services
        .AddSingleton(provider => new PreferencesStore(provider.GetRequiredService<Tables>().Directory))
        .AddSingleton<LinkDoor>()
        .AddSingleton<ActionEndpoints>()
        .AddSingleton<PreferencesEndpoints>()
        .AddHttpFunction("Action", provider => provider.GetRequiredService<ActionEndpoints>().HandleAsync)
        .AddHttpFunction("Preferences", provider => provider.GetRequiredService<PreferencesEndpoints>().HandleAsync);
}
