using SalesSignals.Board;
using SalesSignals.Directory;
using SalesSignals.Events;
using SalesSignals.Functions.Emails;
using SalesSignals.Functions.Endpoints;
using SalesSignals.Outbox;
using SalesSignals.Pulse;
using SalesSignals.Reconcile;
using SalesSignals.Settings;
using SalesSignals.Signals;
using SalesSignals.Storage;
using SalesSignals.Webhooks;

namespace SalesSignals.Functions.Work;

public static class WorkRegistration
{
    /// <summary>Registers the way from a kept delivery to a composed email.</summary>
    public static IServiceCollection AddWork(this IServiceCollection services) => services
        .AddSingleton(provider => new SettingsStore(provider.GetRequiredService<Tables>().Settings))
        .AddSingleton(provider => new DirectoryStore(provider.GetRequiredService<Tables>().Directory))
        .AddSingleton(provider => new DealStore(provider.GetRequiredService<Tables>().Deals))
        .AddSingleton(provider => new BoardStore(provider.GetRequiredService<Tables>().Board))
        .AddSingleton(provider => DealAssessors.Of(
            provider.GetRequiredService<Tables>(),
            provider.GetRequiredService<IReadOnlyList<CrmSource>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DealAssessors>>(),
            provider.GetRequiredService<NoteLexicons>()))
        .AddSingleton(provider => new BaselineLearning(
            provider.GetRequiredService<Tables>().Deals,
            new(provider.GetRequiredService<Tables>().Settings),
            provider.GetRequiredService<DealAssessors>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BaselineLearning>>()))
        .AddSingleton(provider => new RuleFindingsStore(provider.GetRequiredService<Tables>().Settings))
        .AddSingleton<RuleCounting>()
        .AddSingleton(provider => new RuleCounter(
            provider.GetRequiredService<RuleCounting>(), provider.GetRequiredService<Queues>().Work, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<DealDesk>()
        .AddSingleton<BucketEvaluator>()
        .AddSingleton<DealIntake>()
        .AddSingleton(provider => new Hydration(
            provider.GetRequiredService<DealIntake>(),
            provider.GetRequiredService<Queues>().Deliveries,
            provider.GetRequiredService<ILogger<Hydration>>()))
        .AddSingleton(provider => new Forgetting(
            new ContactTraces(provider.GetRequiredService<Tables>().Deals),
            provider.GetRequiredService<DealStore>(),
            provider.GetRequiredService<DealDesk>(),
            provider.GetRequiredService<DealAssessors>(),
            provider.GetRequiredService<Queues>().Deliveries,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Forgetting>>()))
        .AddSingleton(provider => new DeliveryProcessor(
            provider.GetRequiredService<DeliveryStore>(),
            provider.GetRequiredService<IReadOnlyList<CrmSource>>(),
            provider.GetRequiredService<DealIntake>(),
            provider.GetRequiredService<Hydration>(),
            provider.GetRequiredService<Forgetting>(),
            provider.GetRequiredService<Queues>().DeliveriesPoison,
            provider.GetRequiredService<SourcePulse>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DeliveryProcessor>>()))
        .AddSingleton(provider => new CursorStore(provider.GetRequiredService<Tables>().Cursor))
        .AddSingleton(provider => new ReconcileStatusStore(provider.GetRequiredService<Tables>().Cursor))
        .AddSingleton<CrmWalker>()
        .AddSingleton<Reconciliation>()
        .AddSingleton<SourceReconciler>()
        .AddSingleton(provider => new EmailRenderer(provider.GetRequiredService<ILoggerFactory>(), provider.GetRequiredService<InstallationLinks>().Maker))
        .AddSingleton<RepAlerts>()
        .AddSingleton<MorningDigests>()
        .AddSingleton<Pruner>()
        .AddSingleton<Schedules>()
        .AddSingleton(provider => new SignInMails(
            provider.GetRequiredService<DirectoryStore>(),
            provider.GetRequiredService<EmailOutbox>(),
            provider.GetRequiredService<EmailRenderer>(),
            provider.GetRequiredService<InstallationLinks>().Maker,
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<WorkDesk>();
}
