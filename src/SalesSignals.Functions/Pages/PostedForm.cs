using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SalesSignals.Functions.Endpoints;

namespace SalesSignals.Functions.Pages;

/// <summary>Reads the fields of a form that a page has posted.</summary>
public static class PostedForm
{
    /// <summary>A date, a reason, a token: far less.</summary>
    private const int MaxBytes = 32 * 1024;

    private const string UrlEncoded = "application/x-www-form-urlencoded";

    /// <summary>What mail programs use for the one click of RFC 8058.</summary>
    private const string Multipart = "multipart/form-data";

    private const int LongestBoundary = 70;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>Null for what is no form: then nothing is to be changed.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(request);
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Value?.ToLowerInvariant() is (UrlEncoded or Multipart) and var form
            && await RequestBody.ReadAsync(request, MaxBytes, Limit, time) is RequestBody.Complete body
            ? form is UrlEncoded ? FieldsOf(body) : await PartsOfAsync(body, type, request.HttpContext.RequestAborted)
            : null;
    }

    private static FormCollection FieldsOf(RequestBody.Complete body) => new(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Bytes.Span)));

    private static async Task<IFormCollection?> PartsOfAsync(RequestBody.Complete body, MediaTypeHeaderValue type, CancellationToken cancellationToken)
    {
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            return null;
        }

        var fields = new KeyValueAccumulator();
        var reader = new MultipartReader(boundary, new MemoryStream(body.Bytes.ToArray()));
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.GetContentDispositionHeader() is { } header && header.IsFormDisposition() && new FormMultipartSection(section, header) is var field)
                {
                    fields.Append(field.Name, await field.GetValueAsync(cancellationToken));
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return null;
        }

        return new FormCollection(fields.GetResults());
    }
}
