namespace SalesSignals.Cli.Demo;

/// <summary>How far a deal has come, and when.</summary>
/// <param name="Reach">The index of the stage it stands in.</param>
/// <param name="From">Days since its creation.</param>
/// <param name="Until">Days since its last stage move, and the conversation before it.</param>
internal sealed record Course(int Reach, int From, int Until)
{
    public const int Proposal = 3;
    public const int Negotiation = 4;
    public const int Commit = 5;

    /// <summary>Before that many days, a deal may still be in its first stage.</summary>
    private const int LongestBeginning = 26;

    public bool TalksPrice { get; init; } = true;

    public bool WithAmount { get; init; } = true;

    public bool LastNote { get; init; } = true;

    /// <summary>Whether the customer has agreed to do something next.</summary>
    public bool CustomerActs { get; init; } = true;

    /// <summary>Whether it is known, before a proposal goes out, what the buyer wants, when, and with what money.</summary>
    public bool Qualified { get; init; } = true;

    /// <summary>One that has come some way, but is not in commit, where every trouble weighs more.</summary>
    public static Course Of(StoryWriter story, int until, int least = 1, int most = Negotiation)
    {
        var reach = story.Random.Next(least, most + 1);
        var from = until + 14 + (reach * 6) + story.Random.Next(12);
        return new(reach, Math.Min(reach == 0 ? LongestBeginning : 88, from), until);
    }

    public Course AtLeast(int days) => this with { From = Math.Max(From, days) };

    /// <summary>A close date, in days from now, that won deals have kept from where this one stands.</summary>
    public int ClosesIn(DemoRandom random)
    {
        var least = 42 - (6 * Reach);
        return random.Next(least, least + 35);
    }
}
