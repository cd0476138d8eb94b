namespace SalesSignals.Functions.Tests.Telemetry;

/// <summary>Whoever listens hears the whole process: these tests run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Listening
{
    public const string Name = "Listening";
}
