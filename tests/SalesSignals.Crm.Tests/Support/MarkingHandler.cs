using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesSignals.Crm.Tests.Support;

/// <summary>Puts markers into what a CRM answers: into one value of a good answer, into an error's every word, or into no JSON at all.</summary>
internal sealed class MarkingHandler(HttpMessageHandler inner, Random random) : DelegatingHandler(inner)
{
    private static readonly HttpStatusCode[] Errors =
    [
        HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests,
        HttpStatusCode.InternalServerError, HttpStatusCode.OK,
    ];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var kind = random.Next(40);
        if (kind == 0)
        {
            response.StatusCode = Errors[random.Next(Errors.Length)];
            text = Wrong();
        }
        else if (kind > 6 && Parsed(text) is { } json)
        {
            text = Markers.Put(json, random);
        }

        response.Content = new StringContent(text, Encoding.UTF8, "application/json");
        return response;
    }

    private string Wrong() => random.Next(4) switch
    {
        0 => $"<html>{Markers.Name} {Markers.Email} {Markers.Secret}</html>",
        1 => $$"""{"{{Markers.Email}}": tru{{Markers.Secret}}""",
        2 => $$"""[{"errorCode":"{{Markers.Name}}","message":"{{Markers.Name}} {{Markers.Email}}","fields":["{{Markers.Secret}}"]}]""",
        _ => $$$"""
            {"message":"{{{Markers.Name}}} {{{Markers.Secret}}}","category":"{{{Markers.Email}}}","policyName":"{{{Markers.Secret}}}","error":{"code":"{{{Markers.Secret}}}","message":"{{{Markers.Name}}}"},
            "errors":[{"message":"{{{Markers.Email}}}"}],"error_info":"{{{Markers.Name}}}","field-errors":{"{{{Markers.Email}}}":"{{{Markers.Name}}}"}}
            """,
    };

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
