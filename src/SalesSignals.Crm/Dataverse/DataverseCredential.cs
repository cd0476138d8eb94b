using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Identity;
using SalesSignals.Events;

namespace SalesSignals.Crm.Dataverse;

/// <summary>
/// Who asks the API, by what is configured: a token as it is; an app with its secret; a managed identity by its client id; or, with an
/// address alone, whatever identity the environment has.
/// </summary>
internal static partial class DataverseCredential
{
    private const string Example = "https://contoso.crm4.dynamics.com";

    /// <param name="credential">In place of the one that is configured, for tests.</param>
    /// <returns>Null where no API is configured.</returns>
    /// <exception cref="InvalidOperationException">The settings will not do; the message names the one to mend.</exception>
    public static CrmApiOptions? Read(string setting, CrmSourceOptions options, Func<TokenCredential>? credential)
    {
        string?[] given = [options.AccessToken, options.ApiBaseAddress, options.ClientId, options.ClientSecret, options.TenantId];
        if (given.All(string.IsNullOrWhiteSpace))
        {
            return null;
        }

        var address = CrmApiOptions.Address(options.ApiBaseAddress, setting, nameof(options.ApiBaseAddress), usualAddress: null, Example);
        var environment = new Uri(address.GetLeftPart(UriPartial.Authority));
        if (CrmApiOptions.Secret(options.AccessToken, setting, nameof(options.AccessToken)) is { } token)
        {
            return new(DataverseSource.Kind, setting, environment, CrmApiKey.Bearer(token));
        }

        var (create, name) = Create(setting, options);
        return new(DataverseSource.Kind, setting, environment, Key(credential ?? create, $"{environment.GetLeftPart(UriPartial.Authority)}/.default", setting, name));
    }

    private static (Func<TokenCredential> Create, string Setting) Create(string setting, CrmSourceOptions options)
    {
        var secret = CrmApiOptions.Secret(options.ClientSecret, setting, nameof(options.ClientSecret));
        var client = Trimmed(options.ClientId);
        var tenant = Trimmed(options.TenantId);
        if (secret is not null || tenant is not null)
        {
            var app = new
            {
                Tenant = tenant ?? throw Missing(setting, nameof(options.TenantId), "the directory (tenant) of the app"),
                Client = client ?? throw Missing(setting, nameof(options.ClientId), "the app's (client) id"),
                Secret = secret ?? throw Missing(setting, nameof(options.ClientSecret), "the app's secret; for a managed identity, remove TenantId"),
            };
            var login = new ClientSecretCredentialOptions();
            if (!string.IsNullOrWhiteSpace(options.TokenAddress))
            {
                login.AuthorityHost = CrmApiOptions.Address(options.TokenAddress, setting, nameof(options.TokenAddress), usualAddress: null, "https://login.microsoftonline.us");
            }

            return (() => new ClientSecretCredential(app.Tenant, app.Client, app.Secret, login), nameof(options.ClientSecret));
        }

        return client is null
            ? (() => new DefaultAzureCredential(), nameof(options.ApiBaseAddress))
            : (() => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client)), nameof(options.ClientId));
    }

    /// <summary>Credentials keep their tokens until shortly before they end. One that Dataverse refuses all the same goes with its credential.</summary>
    private static CrmApiKey Key(Func<TokenCredential> create, string scope, string setting, string name)
    {
        var credential = new Lazy<TokenCredential>(create);
        var context = new TokenRequestContext([scope]);
        return new(
            async (message, isRefused, cancellationToken) =>
            {
                if (isRefused)
                {
                    credential = new(create);
                }

                try
                {
                    var token = await credential.Value.GetTokenAsync(context, cancellationToken);
                    message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
                }
                catch (AuthenticationFailedException e)
                {
                    throw Unavailable(e, setting, name);
                }
            },
            IsRenewable: true,
            name);
    }

    /// <summary>The error's own text names tenants, apps and addresses; of it only Microsoft's number goes on.</summary>
    private static CrmUnavailableException Unavailable(AuthenticationFailedException e, string setting, string name)
    {
        var number = ErrorNumber().Match(e.Message);
        return e is CredentialUnavailableException
            ? new(CrmApiAnswer.UntilMended, $"there is no identity here to ask {DataverseSource.Kind} with: give the app a managed identity, or set Sources__{setting}__ClientSecret")
            : number.Success
                ? new(CrmApiAnswer.UntilMended, $"Microsoft Entra ID gives no token for {DataverseSource.Kind} ({number.Value}): check Sources__{setting}__{name}")
                : new(CrmApiAnswer.Shortly, $"Microsoft Entra ID gives no token for {DataverseSource.Kind} now");
    }

    private static string? Trimmed(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static InvalidOperationException Missing(string setting, string name, string what) => new($"Sources__{setting}__{name} is missing: {what}.");

    [GeneratedRegex("AADSTS[0-9]{1,10}")]
    private static partial Regex ErrorNumber();
}
