namespace SalesSignals.Crm.Tests.Pipedrive;

/// <summary>Webhooks of Pipedrive, dull but for what a test is about. All values are JSON.</summary>
internal static class Pd
{
    public static string Webhook(
        string entity,
        string action,
        string data,
        string previous = "null",
        string entityId = "7",
        string timestamp = "\"2026-03-22T09:06:10Z\"",
        string metaId = "\"e1\"",
        string more = "") =>
        $$"""
        {"meta":{"action":"{{action}}","entity":"{{entity}}","entity_id":{{entityId}},"id":{{metaId}},"webhook_id":"9","version":"2.0",
        "timestamp":{{timestamp}},"host":"acme.pipedrive.com"{{more}}},"data":{{data}},"previous":{{previous}}}
        """;
}
