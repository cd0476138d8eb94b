namespace SalesSignals.Settings;

/// <summary>Something in a settings document that must be mended before it can steer anything.</summary>
/// <param name="Path">Where, as in <c>rules.stalledDeal.allowedQuietDays</c>; empty for the document as a whole.</param>
/// <param name="Message">What is wanted, and what is there.</param>
public sealed record SettingsProblem(string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
