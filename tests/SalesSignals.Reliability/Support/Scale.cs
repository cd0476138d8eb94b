namespace SalesSignals.Reliability.Support;

/// <summary>Experiments are short unless SALESSIGNALS_RELIABILITY is "full".</summary>
internal static class Scale
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("SALESSIGNALS_RELIABILITY") == "full";

    public static int Of(int usual, int full) => IsFull ? full : usual;
}
