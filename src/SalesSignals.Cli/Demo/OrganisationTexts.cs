using System.Collections.Immutable;
using System.Globalization;

namespace SalesSignals.Cli.Demo;

/// <summary>What salespeople and buyers write. Of money speak only <see cref="PriceNote"/>, <see cref="OwnStepNote"/> and <see cref="YesNote"/>.</summary>
internal static class OrganisationTexts
{
    private static readonly ImmutableArray<string> Notes =
    [
        "Good talk with {0}. They run three tools side by side and want one place to look. Next step: {0} will send us the list of users by {1}, we bring a sketch of the rollout.",
        "{0} showed us how the night shift works today. Biggest pain is double entry. Agreed: demo with their own data on {1}. {0} will invite the site lead.",
        "Met {0} and two people from operations. Outcome they want: stock counts right within a day. Next step: workshop on {1}, they will prepare the process map.",
        "{0} is behind this, but their security team must look at it first. I will send the questionnaire today, they will return it by {1}.",
        "Walked through the trial results with {0}. Two of three criteria met, export is open. Next step: call with our engineer on {1}. {0} will send the export file.",
        "{0} confirmed the timeline: all must run at their stock-taking. We meet again on {1}. {0} will bring the head of operations.",
    ];

    private static readonly ImmutableArray<string> PriceNotes =
    [
        "Went through pricing with {0}: {2} {3} a year, budget is confirmed. Next step: {0} will present the proposal to the board by {1}.",
        "{0} finds the price of {2} {3} fair, asks for payment by quarter. I send the revised quote, they will respond by {1}.",
        "Discussed budget: {2} {3} fits what {0} has planned for this year. Next step: {0} will review the contract with their legal team by {1}.",
    ];

    /// <summary>All that comes next is ours to do.</summary>
    private static readonly ImmutableArray<string> OwnStepNotes =
    [
        "Went through the offer of {2} {3} with {0}, open questions on onboarding and support. Next step: we send the revised quote on {1}.",
        "{0} liked the numbers, {2} {3} stands. Next step: I prepare the rollout plan and call again on {1}.",
    ];

    private static readonly ImmutableArray<string> YesNotes =
    [
        "{0} gave us the go ahead for {2} {3} a year. Next step: {0} will send the signed order form by {1}.",
        "Good news: {0} said yes to {2} {3} a year. Next step: they will return the contract by {1}.",
    ];

    private static readonly ImmutableArray<string> ThinNotes = ["Good meeting, positive mood.", "Nice talk, they like it.", "Went well. Touch base soon."];

    private static readonly ImmutableArray<string> CustomerActions =
    [
        "Present the proposal to the board", "Return the security questionnaire", "Review the contract with their legal team", "Name the users of the first site",
    ];

    private static readonly ImmutableArray<string> Requests =
    [
        "Ask legal to review the data processing agreement.", "Ask security to review the answers to the questionnaire.",
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

    public static string OwnStepNote(DemoRandom random, string buyer, DateOnly next, decimal amount, string currency) =>
        Fill(random.Pick(OwnStepNotes), buyer, next, currency, amount.ToString("#,0", CultureInfo.InvariantCulture));

    public static string YesNote(DemoRandom random, string buyer, DateOnly next, decimal amount, string currency) =>
        Fill(random.Pick(YesNotes), buyer, next, currency, amount.ToString("#,0", CultureInfo.InvariantCulture));

    public static string ThinNote(DemoRandom random) => random.Pick(ThinNotes);

    public static string CustomerAction(DemoRandom random) => random.Pick(CustomerActions);

    /// <summary>What a colleague is asked for.</summary>
    public static string Request(DemoRandom random) => random.Pick(Requests);

    public static string BuyerMail(DemoRandom random) => random.Pick(BuyerMails);

    public static string SellerMail(DemoRandom random) => random.Pick(SellerMails);

    private static string Fill(string text, string buyer, DateOnly next, params object[] rest) => string.Format(
        CultureInfo.InvariantCulture, text, [buyer.Split(' ')[0], next.ToString("d MMMM", CultureInfo.InvariantCulture), .. rest]);
}
