namespace SalesSignals.Functions.Host;

/// <summary>What starts a function, as its <c>function.json</c> says.</summary>
/// <param name="Name">The function's name: that of the folder its <c>function.json</c> is in.</param>
/// <param name="Binding">The name the host gives to the trigger's data.</param>
public abstract record FunctionTrigger(string Name, string Binding)
{
    /// <summary>A request to <paramref name="Route"/>, which is below the route prefix of <c>host.json</c>.</summary>
    public sealed record Http(string Name, string Binding, string Route, IReadOnlyList<string> Methods) : FunctionTrigger(Name, Binding);

    /// <summary>A message on a queue.</summary>
    public sealed record Queue(string Name, string Binding, string QueueName) : FunctionTrigger(Name, Binding);

    /// <summary>A moment of an NCRONTAB schedule with six fields, in UTC.</summary>
    public sealed record Timer(string Name, string Binding, string Schedule) : FunctionTrigger(Name, Binding);
}
