using System.Net.Http.Headers;
using System.Text;

namespace SalesSignals.Crm;

/// <summary>How calls of a CRM's API prove who asks.</summary>
/// <param name="AuthorizeAsync">
/// Adds the proof to a call. Its second argument says that the CRM has just refused the proof: get a new one, where there is one to get.
/// </param>
/// <param name="IsRenewable">Whether a refused proof can be replaced: a call that was refused is then made once more.</param>
/// <param name="Setting">The setting to look at where the CRM refuses it, such as <c>AccessToken</c>.</param>
internal sealed record CrmApiKey(Func<HttpRequestMessage, bool, CancellationToken, ValueTask> AuthorizeAsync, bool IsRenewable, string Setting)
{
    /// <summary>
    /// On a call that is made once more: the proof that was refused. Of several calls that were refused together, the first gets a new one,
    /// and the others see by this that there is one already.
    /// </summary>
    public static readonly HttpRequestOptionsKey<string> Refused = new("SalesSignals.Refused");

    public static CrmApiKey Bearer(string token) => Fixed(message => message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token));

    public static CrmApiKey Header(string name, string token) => Fixed(message => message.Headers.Add(name, token));

    public static CrmApiKey Basic(string user, string password)
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        return Fixed(message => message.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials));
    }

    private static CrmApiKey Fixed(Action<HttpRequestMessage> add) => new(
        (message, _, _) =>
        {
            add(message);
            return ValueTask.CompletedTask;
        },
        IsRenewable: false,
        Setting: "AccessToken");
}
