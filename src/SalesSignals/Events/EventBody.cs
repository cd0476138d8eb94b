using System.Runtime.InteropServices;
using System.Text.Json;
using SalesSignals.Webhooks;

namespace SalesSignals.Events;

/// <summary>Goes through a body that is one event or an array of them; an event that cannot be read does not hold up the others.</summary>
public static class EventBody
{
    /// <param name="read">Reads one event; none means that it is valid but no concern of ours.</param>
    public static Translation Translate(ReadOnlyMemory<byte> body, Func<JsonElement, IReadOnlyList<CanonicalEvent>> read) =>
        Translate(body, element => EventReading.Of(read(element)));

    /// <param name="read">Reads one event, which may say something, or name what says it.</param>
    public static Translation Translate(ReadOnlyMemory<byte> body, Func<JsonElement, EventReading> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (!JsonBody.TryParse(body, out var document, out var problem))
        {
            return new([], [new(body, problem)]);
        }

        using (document)
        {
            var root = document.RootElement;
            return root.ValueKind is JsonValueKind.Array ? TranslateAll(root.EnumerateArray(), read) : TranslateAll([root], read);
        }
    }

    /// <summary>How many events a body holds; 0 where it cannot be parsed.</summary>
    public static int Count(ReadOnlyMemory<byte> body)
    {
        if (!JsonBody.TryParse(body, out var document, out _))
        {
            return 0;
        }

        using (document)
        {
            return document.RootElement.ValueKind is JsonValueKind.Array ? document.RootElement.GetArrayLength() : 1;
        }
    }

    private static Translation TranslateAll(IEnumerable<JsonElement> elements, Func<JsonElement, EventReading> read)
    {
        var events = new List<CanonicalEvent>();
        var wanted = new List<CrmObject>();
        var forgotten = new List<ForgottenContact>();
        var unreadable = new List<UnreadableEvent>();
        var ignored = 0;
        foreach (var element in elements)
        {
            try
            {
                var reading = read(element);
                events.AddRange(reading.Events);
                wanted.AddRange(reading.Wanted);
                forgotten.AddRange(reading.Forgotten);
                ignored += reading.Events.Count + reading.Wanted.Count + reading.Forgotten.Count == 0 ? 1 : 0;
            }
            catch (UnreadableEventException e)
            {
                unreadable.Add(new(Alone(element), e.Message));
            }
        }

        return new(events, unreadable) { Ignored = ignored, Wanted = wanted, Forgotten = forgotten };
    }

    private static byte[] Alone(JsonElement element) => [(byte)'[', .. JsonMarshal.GetRawUtf8Value(element), (byte)']'];
}
