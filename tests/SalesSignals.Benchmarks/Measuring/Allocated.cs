namespace SalesSignals.Benchmarks.Measuring;

internal static class Allocated
{
    private const int Calls = 10_000;

    /// <summary>The bytes that this thread allocates in a call, once everything has been called before.</summary>
    public static double InACall<T>(Func<T> call)
    {
        Call(call);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Call(call);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;
    }

    private static void Call<T>(Func<T> call)
    {
        for (var i = 0; i < Calls; i++)
        {
            call();
        }
    }
}
