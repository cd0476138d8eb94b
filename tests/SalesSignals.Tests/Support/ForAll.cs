using FsCheck;
using FsCheck.Fluent;

namespace SalesSignals.Tests.Support;

/// <summary>Checks a property on generated cases: 200 of them, or as many as SALESSIGNALS_PROPERTY_CASES says for a soak.</summary>
internal static class ForAll
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("SALESSIGNALS_PROPERTY_CASES"), out var cases) ? cases : 200;

    public static void Holds<T>(Gen<T> cases, Action<T> property) =>
        Prop.ForAll(cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));
}
