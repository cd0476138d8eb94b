using System.Collections.Immutable;
using System.ComponentModel;

namespace SalesSignals.Settings;

/// <summary>What to look for in notes, beyond what every installation looks for.</summary>
public sealed record NoteSettings
{
    [Description("Competitors' names. They are found as whole words, in small letters and capitals alike, and shown as written here.")]
    public ImmutableArray<string> Competitors { get; set; } = [];

    [Description("Whose help inside our own company people ask for, each with the words by which notes name them. What is given here holds in place of what is built in.")]
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Departments { get; set; } = ImmutableSortedDictionary.CreateRange<string, ImmutableArray<string>>(
    [
        new("legal", ["legal", "our lawyers", "our counsel"]),
        new("security", ["security", "security team", "infosec", "information security"]),
        new("solution engineering", ["solution engineering", "solution engineer", "solutions engineer", "sales engineer", "sales engineering", "presales", "pre-sales"]),
        new("finance", ["finance", "deal desk", "billing"]),
        new("product", ["product team", "product management", "product manager", "engineering"]),
        new("executive sponsor", ["executive sponsor", "exec sponsor"]),
        new("reference", ["reference customer", "customer reference", "reference call"]),
    ]);

    [Description("Whether notes are read as English. Switch it off where nobody writes English and its words would mislead.")]
    public bool English { get; set; } = true;

    [Description("Words of further languages, by the language's name. A note is read in all of them.")]
    public ImmutableSortedDictionary<string, NoteLanguageSettings> Languages { get; set; } = ImmutableSortedDictionary<string, NoteLanguageSettings>.Empty;
}

/// <summary>The words of one language, of up to six words each; <c>#</c> stands for a number.</summary>
public sealed record NoteLanguageSettings
{
    [Description("What says by itself that something happens next: \"nächster schritt\", \"wiedervorlage\".")]
    public ImmutableArray<string> NextSteps { get; set; } = [];

    [Description("What announces an action: \"wird\", \"werden\", \"will\".")]
    public ImmutableArray<string> Intents { get; set; } = [];

    [Description("Actions, in every form that is used: \"schicken\", \"schickt\".")]
    public ImmutableArray<string> Actions { get; set; } = [];

    [Description("Who the customer is: \"kunde\", \"sie\", \"einkauf\".")]
    public ImmutableArray<string> Customers { get; set; } = [];

    [Description("Who we are: \"ich\", \"wir\".")]
    public ImmutableArray<string> Own { get; set; } = [];

    [Description("What asks a department of ours for help: \"freigabe\", \"brauchen\".")]
    public ImmutableArray<string> Help { get; set; } = [];

    [Description("Days: \"montag\", \"morgen\", \"in # wochen\".")]
    public ImmutableArray<string> Days { get; set; } = [];

    [Description("Months. They name a day with a number beside them.")]
    public ImmutableArray<string> Months { get; set; } = [];

    [Description("What speaks of money: \"preis\", \"rabatt\".")]
    public ImmutableArray<string> Prices { get; set; } = [];

    [Description("Words for currencies. They speak of money with a number beside them.")]
    public ImmutableArray<string> Currencies { get; set; } = [];

    [Description("The buyer's yes: \"mündliche zusage\", \"hat zugesagt\".")]
    public ImmutableArray<string> Yes { get; set; } = [];

    [Description("What denies or doubts: \"nicht\", \"kein\", \"falls\".")]
    public ImmutableArray<string> Negations { get; set; } = [];

    /// <summary>All kinds of words, as a document names them.</summary>
    internal IEnumerable<(string Kind, ImmutableArray<string> Words)> Kinds() =>
    [
        ("nextSteps", NextSteps), ("intents", Intents), ("actions", Actions), ("customers", Customers), ("own", Own), ("help", Help),
        ("days", Days), ("months", Months), ("prices", Prices), ("currencies", Currencies), ("yes", Yes), ("negations", Negations),
    ];
}
