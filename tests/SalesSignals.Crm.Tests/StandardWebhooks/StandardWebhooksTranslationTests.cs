using System.Text;
using SalesSignals.Crm.Tests.Support;
using SalesSignals.Events;

namespace SalesSignals.Crm.Tests.StandardWebhooks;

public class StandardWebhooksTranslationTests
{
    private const string Restored = """{"type":"deal.restored","occurredAt":"2026-11-20T09:00:00Z","deal":{"id":"42"}}""";

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("svix-id")]
    public void The_Message_Lends_Its_Id_To_Its_Only_Event(string header)
    {
        var source = Some.StandardWebhooks();
        var one = source.Translate(Some.Delivery(Restored, (header, "msg_1")));
        var again = source.Translate(Some.Delivery($"[{Restored}]", (header, "msg_1")));
        var two = source.Translate(Some.Delivery($"[{Restored},{Restored}]", (header, "msg_1")));
        var none = source.Translate(Some.Delivery(Restored));

        Assert.Contains(header, source.Webhook.KeptHeaders);
        Assert.Equal("msg_1", Assert.Single(one.Events).Id);
        Assert.Equal("msg_1", Assert.Single(again.Events).Id);
        Assert.Equal(2, two.Unreadable.Count);
        Assert.Equal("id must be a string; it is missing or null.", Assert.Single(none.Unreadable).Reason);
    }

    /// <summary>The samples prove signatures; their bodies are other people's events, and say so.</summary>
    [Theory]
    [InlineData("01_valid_single_signature.json", "type must be a string; it is missing or null.")]
    [InlineData("02_rotation_two_signatures.json", "type must be one of ")]
    public void Events_Of_Another_Format_Are_Set_Aside_With_What_Is_Known(string file, string reason)
    {
        var body = Samples.Json("standardwebhooks/" + file).Text("body");

        var translation = Some.StandardWebhooks().Translate(Some.Delivery(body, ("webhook-id", "msg_1")));

        Assert.StartsWith(reason, Assert.Single(translation.Unreadable).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_Event_May_Come_In_An_Envelope()
    {
        var translation = Some.StandardWebhooks().Translate(Some.Delivery(
            """{"type":"deal.changed","timestamp":"2026-11-20T09:00:00.344522123Z","data":{"deal":{"id":"42","amount":5}}}""", ("webhook-id", "msg_1")));

        var changed = Assert.IsType<CanonicalEvent.DealChanged>(Assert.Single(translation.Events));
        Assert.Equal(("msg_1", "42", 5m), (changed.Id, changed.DealId, changed.Deal.Amount.Value));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 9, 0, 0, 344, 522, TimeSpan.Zero).AddTicks(1), changed.OccurredAt);
    }

    [Fact]
    public void An_Unreadable_Event_Alone_Is_A_Body_Again()
    {
        var translation = Some.StandardWebhooks().Translate(Some.Delivery("""{"type":"deal.changed"}""", ("webhook-id", "msg_1")));

        Assert.Equal("""[{"type":"deal.changed"}]""", Encoding.UTF8.GetString(Assert.Single(translation.Unreadable).Body.Span));
    }
}
