using SalesSignals.Events;

namespace SalesSignals.Cli.Doctor;

/// <summary>Whether a CRM posts to us, and all that we need.</summary>
internal static class Subscriptions
{
    public static IReadOnlyList<Finding> Judge(CrmSource source, CrmSubscriptions? told, Uri? publicAddress)
    {
        var check = $"{source.Name} webhooks";
        if (told is null)
        {
            return [Finding.Unseen(check, $"{source.Webhook.Kind} does not list webhooks to whoever reads deals: {WhereToLook(source.Webhook.Kind)}.")];
        }

        var path = $"/api/webhooks/{source.Name}";
        var ours = told.All.Where(one => Uri.TryCreate(one.Address, UriKind.Absolute, out var address) && address.AbsolutePath.Equals(path, StringComparison.OrdinalIgnoreCase)).ToList();
        var active = ours.Where(one => one.IsActive).ToList();
        var mend = $"Make it as docs/connect says for {source.Webhook.Kind}.";
        if (active.Count == 0)
        {
            return [Finding.Failure(check, ours.Count > 0 ? $"Its webhook to {path} is switched off." : $"None of its {told.All.Length} webhooks posts to {path}.", ours.Count > 0 ? "Switch it on again in the CRM, after mending why it failed." : mend)];
        }

        var heard = active.SelectMany(one => one.Objects).ToHashSet(StringComparer.Ordinal);
        var missing = heard.Contains("*") ? [] : told.Needed.Where(needed => !heard.Contains(needed)).ToList();
        List<Finding> findings =
        [
            .. active.Where(one => one.Problem is not null).Select(one => Finding.Failure(check, $"Its webhook of {string.Join(", ", one.Objects)} {one.Problem}.", mend)),
            .. active.Where(one => publicAddress is not null && !IsAt(one.Address, publicAddress)).Select(one => Finding.Warning(
                check, $"One of its webhooks posts to another host than {publicAddress!.Host}.", "Let it post to Links__PublicBaseAddress, or correct that setting.")),
        ];
        if (missing.Count > 0)
        {
            findings.Add(Finding.Warning(check, $"It does not post: {string.Join(", ", missing)}.", mend));
        }

        return findings.Count > 0 ? findings : [Finding.Well(check, $"It posts {string.Join(", ", heard.Order(StringComparer.Ordinal))} to {path}.")];
    }

    private static bool IsAt(string address, Uri publicAddress) => new Uri(address).Authority.Equals(publicAddress.Authority, StringComparison.OrdinalIgnoreCase);

    private static string WhereToLook(string kind) => kind switch
    {
        "HubSpot" => "look at the app's own page, under Webhooks",
        "Salesforce" => "look in Setup at the flow and its outbound message",
        "Dataverse" => "look in the Plug-in Registration Tool at the webhook and its steps",
        _ => "look in the CRM",
    };
}
