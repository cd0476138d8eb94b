namespace SalesSignals.Functions.Host;

/// <summary>What each queue and timer function of the product does: one line a <c>function.json</c>.</summary>
public static class ProductFunctions
{
    public static IServiceCollection AddFunctionHandlers(this IServiceCollection services) => services
        .AddFunction("ProcessDelivery", _ => NotYet)
        .AddFunction("ProcessWork", _ => NotYet)
        .AddFunction("SendEmail", _ => NotYet)
        .AddFunction("ScheduleEvaluation", _ => NotYet)
        .AddFunction("ScheduleDigests", _ => NotYet)
        .AddFunction("SweepOutbox", _ => NotYet);

    private static Task NotYet(FunctionCall call, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"{call.FunctionName} cannot do its work in this version.");
}
