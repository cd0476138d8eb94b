using SalesSignals.Events;
using SalesSignals.Settings;

namespace SalesSignals.Tests.Events;

/// <summary>
/// Sentences as salespeople write them, and what is to be read in them: n next step, c the customer's, d a day, p money, y a yes, then
/// competitor and department. In doubt nothing is read.
/// </summary>
public class NoteSentencesTests
{
    private static readonly NoteLexicon Lexicon = NoteLexicon.Of(new NoteSettings { Competitors = ["Acme", "Acme Forms", "Northwind", "PipeWise 360"] });

    [Theory]

    // Whose action.
    [InlineData("She sends the plans by Friday.", "ncd")]
    [InlineData("They will check with legal.", "nc")]
    [InlineData("Berta to confirm", "nc")]
    [InlineData("Customer to send PO", "nc")]
    [InlineData("client will review the MSA next week", "nc")]
    [InlineData("We will send the quote on Monday.", "ndp")]
    [InlineData("I'll call her tomorrow", "nd")]
    [InlineData("Let's schedule a workshop", "n")]
    [InlineData("They'll get back to us in two weeks", "ncd")]
    [InlineData("He'll loop in procurement", "nc")]
    [InlineData("She's going to talk to her boss", "nc")]
    [InlineData("They're going to test it internally", "nc")]
    [InlineData("They agreed to share the security questionnaire by 12/03", "ncd")]
    [InlineData("Buyer promised to sign", "nc")]
    [InlineData("CFO to approve budget by EOM", "ncdp")]
    [InlineData("Next step: Berta to check the numbers w/ finance", "nc")]
    [InlineData("- Berta Klein to confirm attendees\n- I'll send the invite", "nc")]
    [InlineData("Jonas will send us the redlines on Thursday", "ncd")]
    [InlineData("THEY WILL SEND THE CONTRACT BACK BY FRIDAY", "ncd")]
    [InlineData("BERTA TO CONFIRM", "nc")]
    [InlineData("they will def. review, prob. sign thurs", "d")]
    [InlineData("waiting for them to sign", "nc")]
    [InlineData("Waiting on the customer to return the DPA", "nc")]
    [InlineData("Their legal team will review the contract.", "nc")]
    [InlineData("His boss to approve", "nc")]
    [InlineData("Procurement needs to approve, then done", "nc")]
    [InlineData("Customer has to provide access first", "nc")]
    [InlineData("<ul><li>Customer to send PO</li><li>We send invoice</li></ul>", "nc")]
    [InlineData("<p>They will revert</p>", "nc")]
    [InlineData("they’ll come back to us", "nc")]
    [InlineData("will be checking: they will be reviewing it", "nc")]
    [InlineData("Champion sends references 3 March", "ncd")]
    [InlineData("Spoke w/ Ana; she will introduce me to the CFO.", "nc")]

    // Not the customer's.
    [InlineData("We will check with them", "n")]
    [InlineData("I need to send them the deck", "n")]
    [InlineData("they will not send anything", "")]
    [InlineData("She won't sign this year", "")]
    [InlineData("They never send anything by Friday", "d")]
    [InlineData("If they will sign by Friday, we win", "nd")]
    [InlineData("I hope they will confirm", "n")]
    [InlineData("Will they send the PO?", "")]
    [InlineData("Asked the customer to send the PO", "")]
    [InlineData("We want them to sign by Friday", "d")]
    [InlineData("They want us to send a proposal", "")]
    [InlineData("They said we will send it", "n")]
    [InlineData("They are nice people", "")]
    [InlineData("Meeting to discuss terms", "")]
    [InlineData("Need to send the NDA", "n")]
    [InlineData("Plan to call on Friday", "nd")]
    [InlineData("Happy to share more", "")]
    [InlineData("PO to follow", "")]
    [InlineData("NDA to sign", "")]
    [InlineData("Our CFO will approve the discount", "np")]
    [InlineData("Sales to send deck", "")]
    [InlineData("Team to review", "")]
    [InlineData("Spoke to the customer: will send the quote", "np")]
    [InlineData("Nobody will call", "n")]
    [InlineData("They would review it", "")]
    [InlineData("They may sign in May", "")]
    [InlineData("Once they will sign, we start", "n")]
    [InlineData("Good call, they liked the demo", "")]
    [InlineData("Call with CFO to discuss budget", "p")]
    [InlineData("Email customer to confirm", "")]
    [InlineData("Follow up with the customer to confirm", "n")]
    [InlineData("A meeting with the customer will confirm the scope", "n")]
    [InlineData("Mail from Berta will return on Monday", "nd")]
    [InlineData("Great intro. Ana is the CFO", "")]
    [InlineData("will send deck fri", "nd")]
    [InlineData("I told her to call on Monday", "d")]
    [InlineData("Thanks, you will review it with your team", "n")]

    // More of theirs.
    [InlineData("we send the quote, and Berta to confirm", "ncp")]
    [InlineData("Next steps: 1) we send the SOW 2) client to sign by 15.12.2026", "ncd")]
    [InlineData("* procurement to issue PO\n* me: kickoff deck", "nc")]
    [InlineData("Spoke to Berta, who is happy. She'll then also inform Tom", "nc")]
    [InlineData("CUSTOMER TO SEND SIGNED NDA TMRW", "nc")]

    // A yes.
    [InlineData("Verbal yes from Ana!", "y")]
    [InlineData("They want to go ahead.", "y")]
    [InlineData("she said yes", "y")]
    [InlineData("They agreed to buy", "y")]
    [InlineData("We have a go", "y")]
    [InlineData("VERBALLY AGREED on 12k EUR", "py")]
    [InlineData("CFO gave us the green light", "y")]
    [InlineData("got the go-ahead this morning", "y")]
    [InlineData("They chose us", "y")]
    [InlineData("The board would like to proceed", "y")]
    [InlineData("Great call. Customer wants to move forward, contract next", "y")]
    [InlineData("not a yes yet", "")]
    [InlineData("It's a no go", "")]
    [InlineData("They don't want to go ahead", "")]
    [InlineData("no verbal yes so far", "")]
    [InlineData("waiting for a verbal yes", "")]
    [InlineData("need to get a verbal agreement", "n")]
    [InlineData("Did she say yes or verbal yes?", "")]
    [InlineData("They want to go ahead if the price is right", "p")]
    [InlineData("They want to go ahead with a pilot", "")]
    [InlineData("We want to go ahead", "")]
    [InlineData("I want to buy lunch", "")]
    [InlineData("Hopefully they want to sign", "")]
    [InlineData("They agreed to buy subject to board approval", "")]
    [InlineData("She will say yes", "")]
    [InlineData("three reasons to go with us", "")]
    [InlineData("They chose us for the shortlist", "")]
    [InlineData("They said yes to a demo", "")]
    [InlineData("They're going with us!", "")]
    [InlineData("They are going with us!", "y")]
    [InlineData("They haven't agreed to sign", "")]

    // Competitors.
    [InlineData("They also look at Acme.", "", "Acme")]
    [InlineData("acme's offer is cheaper", "p", "Acme")]
    [InlineData("ACME FORMS is in the game", "", "Acme Forms")]
    [InlineData("using pipewise 360 today", "", "PipeWise 360")]
    [InlineData("Northwinds of change", "")]
    [InlineData("They left PipeWise", "")]
    [InlineData("Northwind first, then Acme", "", "Northwind")]

    // Whose help.
    [InlineData("Legal review of NDA", "", null, "legal")]
    [InlineData("Need legal to review the redlines", "", null, "legal")]
    [InlineData("Waiting for finance on the discount", "p", null, "finance")]
    [InlineData("Ask infosec for the SOC2 report", "", null, "security")]
    [InlineData("Get pricing approval from the deal desk", "p", null, "finance")]
    [InlineData("Loop in a solutions engineer for the API questions", "", null, "solution engineering")]
    [InlineData("pre-sales support for demo", "", null, "solution engineering")]
    [InlineData("Escalate to product management", "", null, "product")]
    [InlineData("Find a reference customer in retail", "", null, "reference")]
    [InlineData("need exec sponsor for the last call", "", null, "executive sponsor")]
    [InlineData("She wants our legal to review it", "", null, "legal")]
    [InlineData("Their legal needs a week", "")]
    [InlineData("Ask your finance for approval", "")]
    [InlineData("legal is fine", "")]
    [InlineData("Discuss legal terms", "")]
    [InlineData("Review security questionnaire", "")]
    [InlineData("We reviewed the finance system", "")]
    [InlineData("our legal needs the redlines", "", null, "legal")]
    [InlineData("Follow up with legal on MSA", "n", null, "legal")]
    [InlineData("Their security questionnaire is long", "")]
    [InlineData("The customer's finance approves", "")]
    [InlineData("Do we need legal to review this?", "")]
    [InlineData("Berta to check with legal", "nc")]
    [InlineData("Security is important, they said", "")]

    // Earlier mails.
    [InlineData("Thanks!\n\nOn Mon, 3 March 2026 Ana wrote:\n> They will send the PO by Friday", "")]
    [InlineData("Noted.\n-----Original Message-----\nFrom: Ana\nWe will call tomorrow, budget is 12k EUR", "")]
    [InlineData("ok\n> verbal yes\n> Acme is out", "")]
    [InlineData("Best\nFrom: Ana\nSent: Monday\nTo: Rob\nSubject: price", "")]
    [InlineData("> They will send the PO by Friday", "ncd")]
    [InlineData("FYI\n---------- Forwarded message ---------\nThey will send the PO", "nc")]
    public void What_Salespeople_Write_Is_Read(string text, string marks, string? competitor = null, string? helpFrom = null)
    {
        var reading = NoteReader.Read(text, Lexicon);

        Assert.Equal((marks, competitor, helpFrom), (Marks(reading), reading.Competitor, reading.HelpFrom));
    }

    private static string Marks(NoteReading reading) => string.Concat(
        reading.HasNextStep ? "n" : "",
        reading.HasCustomerAction ? "c" : "",
        reading.HasDate ? "d" : "",
        reading.HasPrice ? "p" : "",
        reading.HasVerbalYes ? "y" : "");
}
