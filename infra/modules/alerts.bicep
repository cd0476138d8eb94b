// What a person should hear of without looking. docs/operate.md says what to do at each. The sentences looked for are the app's own; a test
// of the app holds them to what it writes.

@description('Base of the names.')
param name string

@description('Region.')
param location string

@description('Tags.')
param tags object

@description('Workspace that is asked.')
param workspaceId string

@description('Addresses that get an email.')
param emails string[]

var rules = [
  {
    name: 'poison'
    description: 'Messages wait in poison: see salessignals poison list.'
    severity: 2
    query: 'AppTraces | where Message has "wait in poison"'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
  }
  {
    name: 'silent-source'
    description: 'A CRM that used to send webhooks has stopped.'
    severity: 2
    query: 'AppTraces | where Message has "has been silent since"'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
  }
  {
    name: 'digest-not-sent'
    description: 'SendGrid does not take mail, or a message was given up.'
    severity: 1
    query: 'AppTraces | where Message has "will not be sent" or Message has "The mail service did not take message"'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
  }
  {
    name: 'timers-stopped'
    description: 'For an hour nobody has looked whose digest is due: the app does not run.'
    severity: 1
    query: 'AppRequests | where Name == "ScheduleDigests" and Success == true'
    operator: 'LessThan'
    threshold: 1
    window: 'PT1H'
  }
  {
    name: 'error-rate'
    description: 'More than one in twenty function runs failed, of twenty at least.'
    severity: 2
    query: 'AppRequests | extend Failed = toint(ResultCode) >= 500 or (ResultCode == "0" and Success == false) | summarize Bad = countif(Failed), Everything = count() | where Everything >= 20 and Bad * 20 > Everything'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emails)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'SalesSignals'
    enabled: true
    emailReceivers: [
      for (email, i) in emails: {
        name: 'email-${i}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alert 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = [
  for rule in rules: {
    name: '${rule.name}-${name}'
    location: location
    tags: tags
    properties: {
      displayName: 'SalesSignals: ${rule.name}'
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [
        workspaceId
      ]
      evaluationFrequency: 'PT15M'
      windowSize: rule.window
      autoMitigate: true
      // A new workspace has no rows yet.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(emails)
          ? []
          : [
              people.id
            ]
      }
    }
  }
]
