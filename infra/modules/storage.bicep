// Everything that is kept: tables and queues of the app, which it makes itself, and blobs of the Functions host.

@description('Name of the account: 3 to 24 lower-case letters and digits.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('How copies are kept.')
param redundancy string

@description('Container of the deployed package.')
param packageContainer string

@description('Reached through private endpoints, and from the allowed addresses.')
param isPrivate bool

@description('Public addresses let through where it is private.')
param allowedAddresses string[]

@description('Principal of the app\'s identity.')
param principalId string

@description('Principal of whoever runs the command line; empty for nobody.')
param operatorPrincipalId string

var queueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var tableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

// The host takes leases, keeps its keys and reads the package there, and makes the containers for them itself. It is the role that Microsoft
// asks for where AzureWebJobsStorage has no key. The app itself touches no blob.
var blobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'

var appRoles = [
  queueDataContributor
  tableDataContributor
  blobDataOwner
]
var operatorRoles = empty(operatorPrincipalId)
  ? []
  : [
      queueDataContributor
      tableDataContributor
    ]

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: redundancy
  }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    supportsHttpsTrafficOnly: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: isPrivate && empty(allowedAddresses) ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      ipRules: [
        for address in allowedAddresses: {
          value: address
          action: 'Allow'
        }
      ]
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource package 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: packageContainer
}

resource appAssignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in appRoles: {
    name: guid(account.id, principalId, role)
    scope: account
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource operatorAssignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in operatorRoles: {
    name: guid(account.id, operatorPrincipalId, role)
    scope: account
    properties: {
      principalId: operatorPrincipalId
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

output accountId string = account.id
output accountName string = account.name
output blobAddress string = account.properties.primaryEndpoints.blob
