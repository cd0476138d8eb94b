using SalesSignals.Board;
using SalesSignals.Functions.Pulse;
using SalesSignals.Functions.Work;
using SalesSignals.Outbox;

namespace SalesSignals.Functions.Host;

/// <summary>What each queue and timer function of the product does: one registration for each <c>function.json</c>.</summary>
public static class ProductFunctions
{
    public static IServiceCollection AddFunctionHandlers(this IServiceCollection services) => services
        .AddFunction("ProcessDelivery", provider => Message(provider.GetRequiredService<DeliveryProcessor>().ProcessAsync))
        .AddFunction("ProcessWork", provider => Message(provider.GetRequiredService<WorkDesk>().DoAsync))
        .AddFunction("SendEmail", SendEmail)
        .AddFunction("ScheduleEvaluation", provider => Timer(provider.GetRequiredService<Schedules>().ScheduleEvaluationAsync))
        .AddFunction("ScheduleDigests", ScheduleDigests)
        .AddFunction("ScheduleReconcile", provider => Timer(provider.GetRequiredService<Schedules>().ScheduleReconcileAsync))
        .AddFunction("SweepOutbox", SweepOutbox)
        .AddFunction("PruneStorage", provider => Timer(provider.GetRequiredService<Pruner>().PruneAsync));

    /// <summary>Digests and alerts first: what is the matter with the rest must not keep them.</summary>
    private static Func<FunctionCall, CancellationToken, Task> ScheduleDigests(IServiceProvider provider)
    {
        var schedules = provider.GetRequiredService<Schedules>();
        var troubles = provider.GetRequiredService<StandingTroubles>();
        return Timer(async cancellationToken =>
        {
            await schedules.ScheduleDigestsAsync(cancellationToken);
            await troubles.TellAsync(cancellationToken);
        });
    }

    private static Func<FunctionCall, CancellationToken, Task> SendEmail(IServiceProvider provider)
    {
        var outbox = provider.GetRequiredService<EmailOutbox>();
        var sender = provider.GetRequiredService<IEmailSender>();
        return Message((message, cancellationToken) => outbox.SendAsync(message, sender, cancellationToken));
    }

    private static Func<FunctionCall, CancellationToken, Task> SweepOutbox(IServiceProvider provider)
    {
        var outbox = provider.GetRequiredService<EmailOutbox>();
        var time = provider.GetRequiredService<TimeProvider>();
        return Timer(cancellationToken => outbox.SweepAsync(time.GetUtcNow(), cancellationToken));
    }

    private static Func<FunctionCall, CancellationToken, Task> Message(Func<string, CancellationToken, Task> handle) =>
        (call, cancellationToken) => handle(call.MessageText!, cancellationToken);

    private static Func<FunctionCall, CancellationToken, Task> Timer(Func<CancellationToken, Task> handle) =>
        (_, cancellationToken) => handle(cancellationToken);
}
