// What parameters are made of.

@export()
@description('A CRM whose webhooks are taken.')
type crmSource = {
  @description('Part of the webhook address: lower-case letters, digits, - and _.')
  @minLength(1)
  @maxLength(40)
  name: string

  @description('Which CRM, or StandardWebhooks or CloudEvents for anything else.')
  kind: 'HubSpot' | 'Pipedrive' | 'Salesforce' | 'Dataverse' | 'Close' | 'StandardWebhooks' | 'CloudEvents'

  @description('Names of Key Vault secrets, newest first, each of them a webhook secret. All are accepted.')
  @minLength(1)
  secrets: string[]

  @description('Name of the Key Vault secret with the token for the CRM\'s API.')
  accessToken: string?

  @description('Name of the Key Vault secret with the secret of the app that asks the CRM\'s API, in place of a token.')
  clientSecret: string?

  @description('Any other setting of the source, by what stands after Sources__{name}__ in docs/configuration.md. No secrets: whoever may read deployments can read them.')
  settings: { *: string }?
}
