// The function app: Flex Consumption on Linux, with the published program as its custom handler.
import { crmSource } from 'types.bicep'

@description('Name of the function app; unique in Azure.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Resource id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param identityClientId string

@description('Storage account of tables, queues and the host\'s blobs.')
param storageAccountName string

@description('Container that the deployed package lies in.')
param packageContainerAddress string

@description('Vault that settings refer to.')
param vaultName string

@description('Where the host sends telemetry. It names a place and opens nothing: keys are switched off there.')
param insightsConnectionString string

@description('Subnet the app calls from; empty for none.')
param subnetId string

@description('Instances kept ready for webhooks.')
param alwaysReadyInstances int

@description('Memory of an instance.')
param instanceMemoryMB int

@description('How many instances there may be.')
param maximumInstances int

@description('Where the world reaches the app.')
param publicBaseAddress string

@description('Names of the secrets that links are signed with, newest first.')
param signingKeySecretNames string[]

@description('Largest webhook body, in bytes; 0 for the app\'s default.')
param maxBodyBytes int

@description('CRMs whose webhooks are taken.')
param sources crmSource[]

@description('Sender of all mail.')
param mailFrom string

@description('Name of the sender.')
param mailFromName string

@description('Name of the secret with the SendGrid key.')
param sendGridApiKeySecretName string

@description('SendGrid\'s API.')
param sendGridBaseAddress string

@description('Verification key of SendGrid\'s event webhook; empty for none.')
param sendGridEventWebhookPublicKey string

@description('Mail is checked and not delivered.')
param sendGridSandbox bool

@description('OpenTelemetry collector; empty for none.')
param otlpEndpoint string

@description('Protocol of the collector.')
param otlpProtocol string

@description('Name of the secret with the collector\'s headers; empty for none.')
param otlpHeadersSecretName string

@description('What Azure replaces by the secret of that name.')
func secretOf(vault string, secret string) string => '@Microsoft.KeyVault(VaultName=${vault};SecretName=${secret})'

var settings = union(
  {
    AzureWebJobsStorage__accountName: storageAccountName
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    SendGrid__ApiKey: secretOf(vaultName, sendGridApiKeySecretName)
    SendGrid__BaseAddress: sendGridBaseAddress
    SendGrid__From__Email: mailFrom
    SendGrid__From__Name: mailFromName
    SendGrid__Sandbox: sendGridSandbox ? 'true' : 'false'
    Links__PublicBaseAddress: publicBaseAddress
  },
  empty(sendGridEventWebhookPublicKey) ? {} : { SendGrid__EventWebhookPublicKey: sendGridEventWebhookPublicKey },
  maxBodyBytes == 0 ? {} : { Webhooks__MaxBodyBytes: string(maxBodyBytes) },
  empty(otlpEndpoint)
    ? {}
    : {
        OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint
        OTEL_EXPORTER_OTLP_PROTOCOL: otlpProtocol
      },
  empty(otlpHeadersSecretName) ? {} : { OTEL_EXPORTER_OTLP_HEADERS: secretOf(vaultName, otlpHeadersSecretName) },
  toObject(
    range(0, length(signingKeySecretNames)),
    i => 'Links__SigningKeys__${i}',
    i => secretOf(vaultName, signingKeySecretNames[i])
  )
)

var sourceSettings = map(
  sources,
  source =>
    union(
      { 'Sources__${source.name}__Kind': source.kind },
      toObject(
        range(0, length(source.secrets)),
        i => 'Sources__${source.name}__Secrets__${i}',
        i => secretOf(vaultName, source.secrets[i])
      ),
      source.?accessToken == null
        ? {}
        : { 'Sources__${source.name}__AccessToken': secretOf(vaultName, source.accessToken!) },
      source.?clientSecret == null
        ? {}
        : { 'Sources__${source.name}__ClientSecret': secretOf(vaultName, source.clientSecret!) },
      toObject(
        items(source.?settings ?? {}),
        setting => 'Sources__${source.name}__${setting.key}',
        setting => setting.value
      )
    )
)

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, {
    'azd-service-name': 'app'
  })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      minTlsVersion: '1.2'
      appSettings: map(items(reduce(sourceSettings, settings, (all, some) => union(all, some))), setting => {
        name: setting.key
        value: setting.value
      })
    }
    functionAppConfig: {
      runtime: {
        name: 'custom'
        version: '1.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerAddress
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyInstances == 0
          ? []
          : [
              {
                name: 'http'
                instanceCount: alwaysReadyInstances
              }
            ]
      }
    }
  }
}

// Packages are deployed by people and pipelines with an identity of their own, never with a password.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noPublishingPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: site
  name: 'scm'
  properties: {
    allow: false
  }
}

output appName string = site.name
output domainVerificationId string = site.properties.customDomainVerificationId
