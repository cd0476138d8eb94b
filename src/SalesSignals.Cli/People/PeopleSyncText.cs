using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesSignals.Directory;

namespace SalesSignals.Cli.People;

/// <summary>What a sync of people did, or would do.</summary>
internal static class PeopleSyncText
{
    public static string Write(PeopleSyncPlan plan, bool isDryRun)
    {
        var text = new StringBuilder();
        foreach (var person in plan.Added)
        {
            text.Append(CultureInfo.InvariantCulture, $"added        {person.Id}: {person.Name}, {person.Email}, {string.Join(' ', person.OwnerKeys)}\n");
        }

        foreach (var (change, word) in plan.Changed.Select(change => (change, "changed")).Concat(plan.Deactivated.Select(change => (change, "deactivated"))))
        {
            text.Append(CultureInfo.InvariantCulture, $"{word,-11}  {change.After.Id}: {string.Join(", ", change.What)}\n");
        }

        foreach (var account in plan.LeftOut)
        {
            text.Append(CultureInfo.InvariantCulture, $"left out     {account.OwnerKey}: {(account.IsActive ? "no email address" : "switched off")}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{plan.Added.Length} added, {plan.Changed.Length} changed, {plan.Deactivated.Length} deactivated, {plan.Unchanged.Length} unchanged, ");
        text.Append(CultureInfo.InvariantCulture, $"{plan.LeftOut.Length} left out, {plan.Conflicts.Length} conflicts{(isDryRun ? "; nothing was written (--dry-run)" : "")}.\n");
        return text.ToString();
    }

    public static string Json(PeopleSyncPlan plan, bool isDryRun)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteBoolean("dryRun", isDryRun);
            Write(json, "added", plan.Added, person => Write(json, person, []));
            Write(json, "changed", plan.Changed, change => Write(json, change.After, change.What));
            Write(json, "deactivated", plan.Deactivated, change => Write(json, change.After, change.What));
            Write(json, "unchanged", plan.Unchanged, person => json.WriteStringValue(person.Id));
            Write(json, "leftOut", plan.LeftOut, account => json.WriteStringValue(account.OwnerKey));
            Write(json, "conflicts", plan.Conflicts, conflict => json.WriteStringValue(conflict.Message));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    private static void Write<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Person person, IEnumerable<string> what)
    {
        json.WriteStartObject();
        json.WriteString("id", person.Id);
        json.WriteString("name", person.Name);
        json.WriteString("email", person.Email);
        Write(json, "ownerKeys", person.OwnerKeys, json.WriteStringValue);
        json.WriteBoolean("active", person.IsActive);
        Write(json, "changes", what, json.WriteStringValue);
        json.WriteEndObject();
    }
}
