namespace SalesSignals.Links;

/// <summary>What a token turned out to be.</summary>
public abstract record LinkVerdict
{
    private LinkVerdict()
    {
    }

    /// <summary>One of ours, and in time.</summary>
    public sealed record Valid(Link Link) : LinkVerdict;

    /// <summary>One of ours, but too old to act on.</summary>
    public sealed record Expired(Link Link) : LinkVerdict;

    /// <summary>Not one of ours, of a key that is no longer accepted, or damaged on its way.</summary>
    public sealed record Invalid : LinkVerdict;
}
