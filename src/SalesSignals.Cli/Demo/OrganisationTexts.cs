using System.Collections.Immutable;
using System.Globalization;

namespace SalesSignals.Cli.Demo;

/// <summary>What salespeople and buyers write. Only <see cref="PriceNote"/> speaks of money.</summary>
internal static class OrganisationTexts
{
    private static readonly ImmutableArray<string> Notes =
    [
        "Good first call with {0}. They run three tools side by side and want one place to look. Next step: {0} sends us the list of users by {1}, we bring a sketch of the rollout.",
        "{0} showed us how the night shift works today. Biggest pain is double entry. Agreed: demo with their own data on {1}, {0} invites the site lead.",
        "Met {0} and two people from operations. Outcome they want: stock counts right within a day. Next: workshop on {1}; they prepare the process map.",
        "{0} is behind this, but security must look at it first. I will send the questionnaire today, they answer by {1}. Follow up the day after.",
        "Walked through the trial results with {0}. Two of three criteria met, export is open. Next step is a call with our engineer on {1}.",
        "{0} confirmed the timeline: decision before their stock-taking. We meet again on {1} with the head of operations.",
    ];

    private static readonly ImmutableArray<string> PriceNotes =
    [
        "Went through pricing with {0}: {2} {3} a year, budget is confirmed. Next step: {0} takes the proposal to the board on {1}.",
        "{0} finds the price of {2} {3} fair, asks for payment by quarter. I send the revised quote, they come back by {1}.",
        "Discussed budget: {2} {3} fits what {0} has planned for this year. Next: legal review, call on {1}.",
    ];

    private static readonly ImmutableArray<string> BuyerMails =
    [
        "Thank you for today. I have shared the summary with the team and will come back with their questions.",
        "Could you send the security questionnaire again? Our new colleague will fill it in this week.",
        "The workshop was useful. Two people from the warehouse would like to see it too; can we add them?",
        "We are collecting feedback inside, you will hear from us.",
    ];

    private static readonly ImmutableArray<string> SellerMails =
    [
        "Here is the summary of what we agreed, with the two open points in bold. Tell me if I missed something.",
        "Attached is the rollout plan. Which of the two start dates suits your team better?",
        "I wanted to check whether the list of users is ready, so that we can prepare the trial.",
        "Any thoughts on the plan I sent? Happy to go through it together.",
    ];

    public static string Note(DemoRandom random, string buyer, DateOnly next) => Fill(random.Pick(Notes), buyer, next);

    public static string PriceNote(DemoRandom random, string buyer, DateOnly next, decimal amount, string currency) =>
        Fill(random.Pick(PriceNotes), buyer, next, currency, amount.ToString("#,0", CultureInfo.InvariantCulture));

    public static string BuyerMail(DemoRandom random) => random.Pick(BuyerMails);

    public static string SellerMail(DemoRandom random) => random.Pick(SellerMails);

    private static string Fill(string text, string buyer, DateOnly next, params object[] rest) => string.Format(
        CultureInfo.InvariantCulture, text, [buyer.Split(' ')[0], next.ToString("d MMMM", CultureInfo.InvariantCulture), .. rest]);
}
