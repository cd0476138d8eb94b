using SalesSignals.Outbox;

namespace SalesSignals.Functions.Host;

/// <summary>What each queue and timer function of the product does: one registration for each <c>function.json</c>.</summary>
public static class ProductFunctions
{
    public static IServiceCollection AddFunctionHandlers(this IServiceCollection services) => services
        .AddFunction("ProcessDelivery", _ => NotInThisVersion)
        .AddFunction("ProcessWork", _ => NotInThisVersion)
        .AddFunction("SendEmail", SendEmail)
        .AddFunction("ScheduleEvaluation", _ => NotInThisVersion)
        .AddFunction("ScheduleDigests", _ => NotInThisVersion)
        .AddFunction("SweepOutbox", SweepOutbox);

    private static Func<FunctionCall, CancellationToken, Task> SendEmail(IServiceProvider provider)
    {
        var outbox = provider.GetRequiredService<EmailOutbox>();
        var sender = provider.GetRequiredService<IEmailSender>();
        return (call, cancellationToken) => outbox.SendAsync(call.MessageText!, sender, cancellationToken);
    }

    private static Func<FunctionCall, CancellationToken, Task> SweepOutbox(IServiceProvider provider)
    {
        var outbox = provider.GetRequiredService<EmailOutbox>();
        var time = provider.GetRequiredService<TimeProvider>();
        return (_, cancellationToken) => outbox.SweepAsync(time.GetUtcNow(), cancellationToken);
    }

    private static Task NotInThisVersion(FunctionCall call, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"{call.FunctionName} cannot do its work in this version.");
}
