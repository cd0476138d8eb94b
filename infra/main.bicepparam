// What differs from one installation to the next. Copy it to keep several: az deployment … --parameters infra/prod.bicepparam.
// azd sets the variables named here (azd env set NAME VALUE); with plain az set them in the shell, or write the values in.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'prod')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param operatorPrincipalId = readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')

// Your CRMs. The words under secrets and accessToken are names of secrets in the vault, not the secrets.
param sources = [
  {
    name: 'hubspot'
    kind: 'HubSpot'
    secrets: [
      'hubspot-client-secret'
    ]
    accessToken: 'hubspot-access-token'
    settings: {
      AllowedPortalIds__0: readEnvironmentVariable('HUBSPOT_PORTAL_ID', '0')
    }
  }
]

param mailFrom = readEnvironmentVariable('MAIL_FROM', 'signals@example.com')
param sendGridEventWebhookPublicKey = readEnvironmentVariable('SENDGRID_EVENT_WEBHOOK_PUBLIC_KEY', '')

// Who hears of alerts, and from where secrets and the command line reach the vault and storage.
param alertEmails = []
param operatorAddresses = []
