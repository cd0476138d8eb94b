using FsCheck;
using FsCheck.Fluent;

namespace SalesSignals.Tests.Support;

/// <summary>Checks a property on generated cases: 200 of them, or as many as SALESSIGNALS_PROPERTY_CASES says for a soak.</summary>
internal static class ForAll
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("SALESSIGNALS_PROPERTY_CASES"), out var cases) ? cases : 200;

    /// <param name="oneOf">Where a case takes long: only one of this many is checked.</param>
    public static void Holds<T>(Gen<T> cases, Action<T> property, int oneOf = 1) =>
        Prop.ForAll(cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases / oneOf));
}
