using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using SalesSignals.Functions.Endpoints;

namespace SalesSignals.Functions.Pages;

/// <summary>Reads the fields of a form that a page has posted.</summary>
public static class PostedForm
{
    /// <summary>A date, a reason, a token: far less.</summary>
    private const int MaxBytes = 32 * 1024;

    private const string ContentType = "application/x-www-form-urlencoded";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>Null for what is no form: then nothing is to be changed.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(request);
        var isForm = request.ContentType?.Split(';')[0].Trim().Equals(ContentType, StringComparison.OrdinalIgnoreCase) is true;
        return isForm && await RequestBody.ReadAsync(request, MaxBytes, Limit, time) is RequestBody.Complete body
            ? new FormCollection(QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Bytes.Span)))
            : null;
    }
}
