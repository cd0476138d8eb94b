using SalesSignals.Pulse;
using SalesSignals.Storage;

namespace SalesSignals.Functions.Pulse;

public static class PulseRegistration
{
    /// <summary>Registers what counts what each source sends, and keeps it.</summary>
    public static IServiceCollection AddPulse(this IServiceCollection services) => services
        .AddSingleton<SourcePulse>()
        .AddSingleton(provider => new PulseStore(provider.GetRequiredService<Tables>().Cursor))
        .AddSingleton<PulseKeeper>()
        .AddSingleton<SourceWatch>()
        .AddSingleton<StandingTroubles>()
        .AddHostedService<PulseService>();
}
