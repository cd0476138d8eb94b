using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SalesSignals.Cli.Demo;

/// <summary>Refuses what SendGrid refuses, in much the same words.</summary>
internal static class SendGridStandInChecks
{
    private const int Personalizations = 1000;
    private const int Categories = 10;
    private const int CategoryLength = 255;
    private const int CustomArgumentBytes = 10_000;
    private static readonly string[] Recipients = ["to", "cc", "bcc"];
    private static readonly SearchValues<char> NotInLocalPart = SearchValues.Create(" \t\r\n\0<>,;:\"()[]\\");

    public static IEnumerable<SendGridStandInError> Check(JsonElement request)
    {
        if (request.ValueKind is not JsonValueKind.Object)
        {
            return [new("Bad Request", null)];
        }

        return [.. CheckPersonalizations(request), .. CheckFrom(request), .. CheckSubject(request), .. CheckContent(request), .. CheckCategories(request)];
    }

    private static IEnumerable<SendGridStandInError> CheckPersonalizations(JsonElement request)
    {
        var personalizations = Items(request, "personalizations");
        if (personalizations.Count == 0)
        {
            yield return new("The personalizations field is required and must have at least one personalization.", "personalizations");
        }

        if (personalizations.Count > Personalizations)
        {
            yield return new("There is a limit of 1000 personalizations per API request.", "personalizations");
        }

        foreach (var (i, personalization) in personalizations.Index())
        {
            foreach (var error in CheckPersonalization(personalization, $"personalizations.{i}"))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<SendGridStandInError> CheckPersonalization(JsonElement personalization, string field)
    {
        var to = Items(personalization, "to");
        if (to.Count == 0)
        {
            yield return new(
                "The to array is required for all personalization objects, and must have at least one email object with a valid email address.", field + ".to");
        }

        foreach (var (i, address) in to.Index())
        {
            if (!IsEmail(Text(address, "email")))
            {
                yield return new("Does not contain a valid address.", $"{field}.to.{i}.email");
            }
        }

        var all = Recipients.SelectMany(name => Items(personalization, name)).Select(address => Text(address, "email")).ToList();
        if (all.Distinct(StringComparer.OrdinalIgnoreCase).Count() < all.Count)
        {
            yield return new("Each email address in the personalization block should be unique between to, cc, and bcc.", field);
        }

        if (Member(personalization, "custom_args") is { } arguments && Encoding.UTF8.GetByteCount(arguments.GetRawText()) >= CustomArgumentBytes)
        {
            yield return new("The total size of custom_args must be less than 10,000 bytes.", field + ".custom_args");
        }
    }

    private static IEnumerable<SendGridStandInError> CheckFrom(JsonElement request)
    {
        if (Member(request, "from") is not { } from || Text(from, "email") is not { Length: > 0 } email)
        {
            yield return new("The from object must be provided for every email send. It is an object that requires the email parameter.", "from.email");
        }
        else if (!IsEmail(email))
        {
            yield return new("The from email does not contain a valid address.", "from.email");
        }
    }

    private static IEnumerable<SendGridStandInError> CheckSubject(JsonElement request)
    {
        var personalizations = Items(request, "personalizations");
        if (string.IsNullOrEmpty(Text(request, "subject"))
            && (personalizations.Count == 0 || personalizations.Any(personalization => string.IsNullOrEmpty(Text(personalization, "subject")))))
        {
            yield return new("The subject is required.", "subject");
        }
    }

    private static IEnumerable<SendGridStandInError> CheckContent(JsonElement request)
    {
        var content = Items(request, "content");
        if (content.Count == 0)
        {
            yield return new("The content parameter is required. There must be at least one defined content block.", "content");
        }

        foreach (var (i, part) in content.Index())
        {
            var type = Text(part, "type");
            if (string.IsNullOrEmpty(type) || type.AsSpan().ContainsAny(";,\r\n"))
            {
                yield return new("The content type must be a MIME type and cannot contain ';', ',' or CRLF characters.", $"content.{i}.type");
            }

            if (string.IsNullOrEmpty(Text(part, "value")))
            {
                yield return new("The content value must be a string at least one character in length.", $"content.{i}.value");
            }
        }

        var ranks = content.Select(part => Text(part, "type") switch { "text/plain" => 0, "text/html" => 1, _ => 2 }).ToList();
        if (!ranks.SequenceEqual(ranks.Order()) || ranks.Count(rank => rank == 0) > 1 || ranks.Count(rank => rank == 1) > 1)
        {
            yield return new(
                "If present, text/plain must be first, followed by text/html, followed by any other MIME types, each of the first two only once.", "content");
        }
    }

    private static IEnumerable<SendGridStandInError> CheckCategories(JsonElement request)
    {
        var categories = Items(request, "categories").Select(category => category.ValueKind is JsonValueKind.String ? category.GetString()! : null).ToList();
        if (categories.Count > Categories)
        {
            yield return new("There is a limit of 10 categories per API request.", "categories");
        }

        if (categories.Any(category => category is null || category.Length > CategoryLength))
        {
            yield return new("Each category must be a string of at most 255 characters.", "categories");
        }

        if (categories.Distinct(StringComparer.Ordinal).Count() < categories.Count)
        {
            yield return new("The categories must be unique.", "categories");
        }
    }

    /// <summary>One @, something before it, and a domain of letters, digits, dots and hyphens after it; nothing that starts another header.</summary>
    private static bool IsEmail(string? text) =>
        text?.Split('@') is [{ Length: > 0 and <= 64 } local, { Length: > 2 and <= 255 } domain]
        && !local.AsSpan().ContainsAny(NotInLocalPart)
        && domain.Split('.') is { Length: >= 2 } labels
        && labels.All(label => label.Length > 0 && label.All(c => char.IsLetterOrDigit(c) || c == '-'));

    private static List<JsonElement> Items(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
}

/// <summary>An error in SendGrid's shape.</summary>
internal sealed record SendGridStandInError(string Message, string? Field);
