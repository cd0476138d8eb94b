using System.Diagnostics;
using System.Text.Json.Nodes;
using FsCheck.Fluent;
using SalesSignals.Events;
using SalesSignals.Settings;
using SalesSignals.Tests.Support;

namespace SalesSignals.Tests.Events;

/// <summary>What settings add to the reading of notes.</summary>
public class NoteLexiconTests
{
    /// <summary>Every kind of sentence there is a pattern for, to be cut and put together again.</summary>
    private static readonly string[] Pieces =
    [
        "they ", "will ", "send ", "to ", "Berta ", "verbal yes ", "legal ", "review ", "our ", "Acme ", "12,000 ", "EUR ", "by Friday", ". ", "? ", "\n", "\n- ", "> ",
        "On Monday Ana wrote:\n", "<li>", "<", "&", "'ll ", "kunde ", "schickt ", "nicht ", "# ", "'s", "want to go ahead ", "in ", "2 ", "wochen ", "-----", "\ud83d\ude00", "\ud800",
    ];

    private static readonly Lazy<NoteLexicon> German = new(() => NoteLexicon.Of(GermanSettings()));

    [Theory]
    [InlineData("Der Kunde schickt die Pläne bis Freitag.", "ncd")]
    [InlineData("Der Kunde wird den Vertrag bis Freitag prüfen.", "ncd")]
    [InlineData("Bis Freitag schickt uns der Kunde die Pläne.", "ncd")]
    [InlineData("Einkauf prüft bis 3. März", "ncd")]
    [InlineData("Wir schicken das Angebot in 2 Wochen.", "nd")]
    [InlineData("Ich werde das Angebot schicken", "n")]
    [InlineData("Der Kunde schickt nichts", "")]
    [InlineData("Der Kunde wird das nicht prüfen.", "")]
    [InlineData("Falls der Kunde bis Freitag unterschreibt", "d")]
    [InlineData("Unterschreibt der Kunde bis Freitag?", "d")]
    [InlineData("Nächster Schritt: Termin", "n")]
    [InlineData("Kein nächster Schritt", "")]
    [InlineData("NÄCHSTER SCHRITT: WORKSHOP", "n")]
    [InlineData("Preis ist zu hoch, 10 % Rabatt", "p")]
    [InlineData("12.000 Franken", "p")]
    [InlineData("Frankens Erben", "")]
    [InlineData("Mündliche Zusage!", "y")]
    [InlineData("Noch keine mündliche Zusage", "")]
    [InlineData("Der Kunde hat heute zugesagt", "y")]
    public void A_Language_Can_Be_Added_In_Settings(string text, string marks) => Assert.Equal(marks, Marks(NoteReader.Read(text, German.Value)));

    [Fact]
    public void A_Language_Asks_For_Help_In_Its_Own_Words()
    {
        Assert.Equal("legal", NoteReader.Read("Freigabe der Rechtsabteilung fehlt", German.Value).HelpFrom);
        Assert.Null(NoteReader.Read("Die Rechtsabteilung ist nett", German.Value).HelpFrom);
        Assert.Null(NoteReader.Read("Der Kunde holt die Freigabe der Rechtsabteilung", German.Value).HelpFrom);
    }

    [Fact]
    public void English_Is_Read_Beside_Other_Languages_Until_It_Is_Switched_Off()
    {
        const string Text = "They will send the plans by Friday, budget is fixed. Verbal yes. Need legal to review.";
        var without = NoteReader.Read(Text, NoteLexicon.Of(GermanSettings() with { English = false }));

        Assert.Equal("ncdpy", Marks(NoteReader.Read(Text, German.Value)));
        Assert.Equal(("", (string?)null), (Marks(without), without.HelpFrom));
        Assert.Equal("dp", Marks(NoteReader.Read("2026-12-01, $12", NoteLexicon.Of(new NoteSettings { English = false }))));
    }

    [Fact]
    public void Departments_Of_Settings_Hold_In_Place_Of_The_Usual_Ones()
    {
        var lexicon = NoteLexicon.Of(Read("""{"departments":{"Treasury":["treasury","cash desk"]}}"""));

        Assert.Equal("Treasury", NoteReader.Read("Ask the cash desk for approval", lexicon).HelpFrom);
        Assert.Null(NoteReader.Read("Need legal to review", lexicon).HelpFrom);
    }

    [Fact]
    public void A_Name_Between_Others_Is_Found_As_Settings_Spell_It()
    {
        var lexicon = NoteLexicon.Of(new NoteSettings { Competitors = ["monday.com", "C3.ai", "Müller & Söhne"] });

        Assert.Equal("monday.com", NoteReader.Read("they use Monday.com", lexicon).Competitor);
        Assert.Null(NoteReader.Read("see you on monday", lexicon).Competitor);
        Assert.Equal("Müller & Söhne", NoteReader.Read("MÜLLER & SÖHNE", lexicon).Competitor);
    }

    [Fact]
    public void All_That_Is_Wrong_With_The_Words_Is_Said_At_Once()
    {
        var reading = SettingsDocument.Read("""
            {
              "notes": {
                "competitors": ["", "Acme", "!?", "a b c d e f g"],
                "departments": { "legal": [] },
                "languages": { "german": { "days": ["1234567890123456789012345678901234567890123456789012345678901"], "verbs": [] } }
              }
            }
            """);

        Assert.Equal(
            ["notes.competitors[0]", "notes.competitors[2]", "notes.competitors[3]", "notes.departments.legal", "notes.languages.german.days[0]", "notes.languages.german.verbs"],
            reading.Problems.Select(problem => problem.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void There_Is_An_End_To_Words()
    {
        var words = new JsonArray([.. Enumerable.Range(0, 5001).Select(i => JsonValue.Create($"word{i}"))]);
        var document = new JsonObject { ["notes"] = new JsonObject { ["competitors"] = words } };

        Assert.Equal("notes", Assert.Single(SettingsDocument.Read(document.ToJsonString()).Problems).Path);
    }

    [Fact]
    public void The_Page_Shows_A_Language_That_Settings_Take()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "notes.md"));
        var settings = SettingsDocument.Read(page.Split("```json")[1].Split("```")[0]);

        Assert.Empty(settings.Problems);
        Assert.All(settings.Settings!.Notes.Languages["german"].Kinds(), kind => Assert.NotEmpty(kind.Words));
        Assert.All(new NoteLanguageSettings().Kinds(), kind => Assert.Contains($"`{kind.Kind}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_A_Text_Holds_It_Is_Read_And_Read_The_Same_Again() =>
        ForAll.Holds(Gen.ArrayOf(Gen.Elements(Pieces)), pieces =>
        {
            var text = string.Concat(pieces);

            Assert.Equal(NoteReader.Read(text, German.Value), NoteReader.Read(text, NoteLexicon.Of(GermanSettings())));
        });

    [Fact]
    public void Whatever_Characters_A_Text_Holds_It_Is_Read() =>
        ForAll.Holds(Gen.ArrayOf(Gen.Choose(0, char.MaxValue)), characters => NoteReader.Read(string.Concat(characters.Select(c => (char)c)), German.Value));

    [Theory]
    [InlineData("they ")]
    [InlineData("they will ")]
    [InlineData("to ")]
    [InlineData("legal ")]
    [InlineData("legal review their ")]
    [InlineData("want to go ahead ")]
    [InlineData("kunde ")]
    [InlineData("schickt ")]
    [InlineData("<a")]
    [InlineData("On \n")]
    [InlineData("> \n")]
    [InlineData("x\n---")]
    [InlineData("'")]
    [InlineData("1/2")]
    public void The_Longest_Text_Is_Read_In_A_Moment(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, NoteReader.MaxLength / piece.Length));
        NoteReader.Read(text, German.Value);
        var before = Stopwatch.GetTimestamp();

        NoteReader.Read(text, German.Value);

        // A few milliseconds; what is quadratic takes minutes.
        Assert.InRange(Stopwatch.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static NoteSettings GermanSettings() => Read("""
        {
          "departments": { "legal": ["legal", "rechtsabteilung"] },
          "languages": {
            "german": {
              "nextSteps": ["nächster schritt", "wiedervorlage"],
              "intents": ["wird", "werden", "will"],
              "actions": ["schicken", "schickt", "prüfen", "prüft", "unterschreiben", "unterschreibt"],
              "customers": ["kunde", "kundin", "einkauf"],
              "own": ["ich", "wir"],
              "help": ["freigabe", "brauchen"],
              "days": ["freitag", "morgen", "in # wochen"],
              "months": ["märz", "mai"],
              "prices": ["preis", "rabatt"],
              "currencies": ["franken"],
              "yes": ["mündliche zusage", "hat zugesagt", "hat heute zugesagt"],
              "negations": ["nicht", "nichts", "kein", "keine", "falls"]
            }
          }
        }
        """);

    private static NoteSettings Read(string notes)
    {
        var reading = SettingsDocument.Read($$"""{"notes":{{notes}}}""");
        Assert.Empty(reading.Problems);
        return reading.Settings!.Notes;
    }

    private static string Marks(NoteReading reading) => string.Concat(
        reading.HasNextStep ? "n" : "",
        reading.HasCustomerAction ? "c" : "",
        reading.HasDate ? "d" : "",
        reading.HasPrice ? "p" : "",
        reading.HasVerbalYes ? "y" : "");
}
