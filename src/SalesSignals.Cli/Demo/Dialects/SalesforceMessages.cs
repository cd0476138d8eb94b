using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;

namespace SalesSignals.Cli.Demo.Dialects;

/// <summary>Salesforce's own envelopes: outbound messages in SOAP, and changes as CloudEvents, as a bridge passes them on.</summary>
internal static class SalesforceMessages
{
    public const string CloudEvent = "application/cloudevents+json; charset=utf-8";
    public const string Soap = "text/xml; charset=utf-8";

    /// <summary>One record, with the fields that are not empty.</summary>
    public static byte[] Outbound(string type, Dictionary<string, object?> record, string notification)
    {
        var fields = string.Concat(record.Where(field => field.Value is not null).Select(field =>
            $"<sf:{field.Key}>{SecurityElement.Escape(Text(field.Value!))}</sf:{field.Key}>"));
        return Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
             <soapenv:Body>
              <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
               <OrganizationId>{SalesforceIds.Organization}</OrganizationId>
               <ActionId>04k000000000062AAA</ActionId>
               <SessionId xsi:nil="true"/>
               <EnterpriseUrl>https://demo.my.salesforce.com/services/Soap/c/66.0/{SalesforceIds.Organization[..15]}</EnterpriseUrl>
               <PartnerUrl>https://demo.my.salesforce.com/services/Soap/u/66.0/{SalesforceIds.Organization[..15]}</PartnerUrl>
               <Notification>
                <Id>{notification}</Id>
                <sObject xsi:type="sf:{type}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">{fields}</sObject>
               </Notification>
              </notifications>
             </soapenv:Body>
            </soapenv:Envelope>
            """);
    }

    /// <param name="enriched">Fields that the channel adds to every change, such as the deal that an activity belongs to.</param>
    public static byte[] Change(string type, string happened, string id, string key, DateTimeOffset at, string[] nulled, params (string Name, string Value)[] enriched)
    {
        var change = new JsonObject
        {
            ["ChangeEventHeader"] = new JsonObject
            {
                ["entityName"] = type,
                ["recordIds"] = new JsonArray(id),
                ["changeType"] = happened,
                ["changeOrigin"] = "com/salesforce/api/rest/66.0;client=SfdcInternalAPI/",
                ["transactionKey"] = key,
                ["sequenceNumber"] = 1,
                ["commitTimestamp"] = at.ToUnixTimeMilliseconds() + 450,
                ["commitNumber"] = 1_745_500_000_000_000_000 + at.ToUnixTimeMilliseconds(),
                ["commitUser"] = SalesforceIds.Owner("1"),
                ["nulledFields"] = Names(nulled),
                ["diffFields"] = new JsonArray(),
                ["changedFields"] = Names(nulled),
            },
        };
        foreach (var (name, value) in enriched.Concat(nulled.Select(name => (name, (string?)null))!))
        {
            change[name] = value;
        }

        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = key,
            ["source"] = $"/aws.partner/salesforce.com/{SalesforceIds.Organization}/0YL000000000062EAA",
            ["type"] = $"{type}ChangeEvent",
            ["time"] = Text(at),
            ["datacontenttype"] = "application/json",
            ["data"] = new JsonObject { ["schema"] = "I8b-dYxvxs5wOtCBr4qsew", ["payload"] = change },
        }.ToJsonString());
    }

    private static JsonArray Names(string[] names) => [.. names.Select(name => JsonValue.Create(name))];

    private static string Text(object value) => value switch
    {
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.0###", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => value.ToString()!,
    };
}
