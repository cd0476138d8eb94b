// SalesSignals in a resource group of its own. Read infra/README.md for what each part is for and what it costs, and
// docs/deploy.md for how to go about it.
targetScope = 'subscription'

import { crmSource } from 'modules/types.bicep'

@description('Short name of this installation, such as "prod". It is part of every name, and azd calls it the environment.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Azure region. It must offer Flex Consumption: az functionapp list-flexconsumption-locations.')
param location string

@description('Resource group to create.')
param resourceGroupName string = 'rg-salessignals-${environmentName}'

@description('CRMs whose webhooks are taken. Secrets are named here, never given.')
@minLength(1)
param sources crmSource[]

@description('Sender of all mail: an address that SendGrid has verified.')
param mailFrom string

@description('Name that readers see beside the sender.')
param mailFromName string = 'SalesSignals'

@description('Name of the Key Vault secret that holds the SendGrid key (permission Mail Send).')
param sendGridApiKeySecretName string = 'sendgrid-api-key'

@description('SendGrid\'s API. EU subusers: https://api.eu.sendgrid.com.')
param sendGridBaseAddress string = 'https://api.sendgrid.com'

@description('Verification key of SendGrid\'s signed event webhook. It is public. Empty: the event webhook is not used.')
param sendGridEventWebhookPublicKey string = ''

@description('Let SendGrid check mail and not deliver it: for a first try.')
param sendGridSandbox bool = false

@description('Names of the Key Vault secrets that links in mail are signed with, newest first; all are accepted. Empty: mail has no links to act.')
param signingKeySecretNames string[] = [
  'link-signing-key'
]

@description('Host name of your own, such as signals.example.com. Bind it to the app as docs/deploy.md tells. Empty: the app\'s own name.')
param customHostName string = ''

@description('Largest webhook body taken, in bytes. 0: the app\'s default, 1 MiB.')
@minValue(0)
@maxValue(4194304)
param maxBodyBytes int = 0

@description('private: storage and Key Vault are reached through private endpoints alone. public: from everywhere, with an identity and a role.')
@allowed([
  'private'
  'public'
])
param network string = 'private'

@description('Addresses of the virtual network; a /24 is enough. Used where network is private.')
param addressPrefix string = '10.87.0.0/24'

@description('Public addresses (or ranges) of people who run the command line or set secrets, let through where network is private. Without any, they must be inside the network.')
param operatorAddresses string[] = []

@description('Give the app a fixed address for calls to CRMs and SendGrid, by a NAT gateway. Used where network is private.')
param fixedOutboundAddress bool = false

@description('Object id of the person or group that sets secrets and runs the command line. Empty: nobody gets these roles.')
param operatorPrincipalId string = ''

@description('Instances kept ready for webhooks. HubSpot waits 5 seconds for an answer, which a cold start can outlast; it then sends again. 0: scale to zero.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 1

@description('Memory of an instance.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('How many instances there may be at most, of all functions together.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('How copies of the storage account are kept. Standard_LRS where a region has no zones.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GZRS'
])
param storageRedundancy string = 'Standard_ZRS'

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Most that is logged in a day, in GB, so that a mistake stays cheap. -1: no limit.')
param logDailyCapGB int = 1

@description('OpenTelemetry collector for the app\'s own traces, metrics and logs (OTLP), such as https://otlp.example.com:4317. Empty: none.')
param otlpEndpoint string = ''

@description('Protocol of the collector.')
@allowed([
  'grpc'
  'http/protobuf'
])
param otlpProtocol string = 'grpc'

@description('Name of the Key Vault secret with the collector\'s headers, such as api-key=…. Empty: none.')
param otlpHeadersSecretName string = ''

@description('Addresses that get an email when an alert fires. Empty: alerts are seen in the portal alone.')
param alertEmails string[] = []

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = {
  'azd-env-name': environmentName
  application: 'SalesSignals'
}
var isPrivate = network == 'private'
var appName = 'func-salessignals-${environmentName}-${token}'
var publicHostName = empty(customHostName) ? '${appName}.azurewebsites.net' : customHostName
var packageContainer = 'app-package'
var storageServices = [
  'blob'
  'queue'
  'table'
]

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: resourceGroupName
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-salessignals-${environmentName}'
    location: location
    tags: tags
  }
}

module telemetry 'modules/telemetry.bicep' = {
  name: 'telemetry'
  scope: group
  params: {
    name: 'salessignals-${environmentName}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    retentionDays: logRetentionDays
    dailyCapGB: logDailyCapGB
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    redundancy: storageRedundancy
    packageContainer: packageContainer
    isPrivate: isPrivate
    allowedAddresses: operatorAddresses
    principalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    isPrivate: isPrivate
    allowedAddresses: operatorAddresses
    principalId: identity.outputs.principalId
    operatorPrincipalId: operatorPrincipalId
  }
}

module virtualNetwork 'modules/network.bicep' = if (isPrivate) {
  name: 'network'
  scope: group
  params: {
    name: 'vnet-salessignals-${environmentName}'
    location: location
    tags: tags
    addressPrefix: addressPrefix
    fixedOutboundAddress: fixedOutboundAddress
  }
}

module storageEndpoints 'modules/privateEndpoint.bicep' = [
  for service in storageServices: if (isPrivate) {
    name: 'endpoint-${service}'
    scope: group
    params: {
      name: 'pe-${service}-${environmentName}'
      location: location
      tags: tags
      subnetId: virtualNetwork!.outputs.endpointsSubnetId
      networkId: virtualNetwork!.outputs.networkId
      targetId: storage.outputs.accountId
      service: service
      zone: 'privatelink.${service}.${environment().suffixes.storage}'
    }
  }
]

module vaultEndpoint 'modules/privateEndpoint.bicep' = if (isPrivate) {
  name: 'endpoint-vault'
  scope: group
  params: {
    name: 'pe-vault-${environmentName}'
    location: location
    tags: tags
    subnetId: virtualNetwork!.outputs.endpointsSubnetId
    networkId: virtualNetwork!.outputs.networkId
    targetId: vault.outputs.vaultId
    service: 'vault'
    zone: 'privatelink.vaultcore.azure.net'
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: appName
    location: location
    tags: tags
    identityId: identity.outputs.identityId
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.accountName
    packageContainerAddress: '${storage.outputs.blobAddress}${packageContainer}'
    vaultName: vault.outputs.vaultName
    insightsConnectionString: telemetry.outputs.connectionString
    subnetId: isPrivate ? virtualNetwork!.outputs.appSubnetId : ''
    alwaysReadyInstances: alwaysReadyInstances
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    publicBaseAddress: 'https://${publicHostName}'
    signingKeySecretNames: signingKeySecretNames
    maxBodyBytes: maxBodyBytes
    sources: sources
    mailFrom: mailFrom
    mailFromName: mailFromName
    sendGridApiKeySecretName: sendGridApiKeySecretName
    sendGridBaseAddress: sendGridBaseAddress
    sendGridEventWebhookPublicKey: sendGridEventWebhookPublicKey
    sendGridSandbox: sendGridSandbox
    otlpEndpoint: otlpEndpoint
    otlpProtocol: otlpProtocol
    otlpHeadersSecretName: otlpHeadersSecretName
  }
  dependsOn: [
    storageEndpoints
    vaultEndpoint
  ]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    name: 'salessignals-${environmentName}'
    location: location
    tags: tags
    workspaceId: telemetry.outputs.workspaceId
    emails: alertEmails
  }
}

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The function app.')
output FUNCTION_APP_NAME string = app.outputs.appName

@description('The vault that secrets go into.')
output KEY_VAULT_NAME string = vault.outputs.vaultName

@description('The storage account: AzureWebJobsStorage__accountName for the command line.')
output STORAGE_ACCOUNT_NAME string = storage.outputs.accountName

@description('The app\'s identity: make it an application user where Dataverse is a source.')
output IDENTITY_CLIENT_ID string = identity.outputs.clientId

@description('What the app calls itself in links, and what signatures that cover the address are checked against.')
output PUBLIC_BASE_ADDRESS string = 'https://${publicHostName}'

@description('The addresses to give to the CRMs.')
output WEBHOOK_ADDRESSES string[] = [for source in sources: 'https://${publicHostName}/api/webhooks/${source.name}']

@description('What proves to Azure that a host name is yours: the value of the TXT record asuid.{host}.')
output DOMAIN_VERIFICATION_ID string = app.outputs.domainVerificationId
