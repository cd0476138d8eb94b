using SalesSignals.Cli.Demo;
using SalesSignals.Events;

namespace SalesSignals.Cli.Tests.Support;

internal static class DealStories
{
    /// <summary>A fact as it is once its text has been read.</summary>
    public static CanonicalEvent Read(StoryFact fact) => fact is { Event: CanonicalEvent.ActivityLogged logged, Text: { } text }
        ? logged with { Activity = logged.Activity with { Note = NoteReader.Read(text) } }
        : fact.Event;
}
