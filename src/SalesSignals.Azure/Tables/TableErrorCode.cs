namespace SalesSignals.Azure.Tables;

/// <summary>The Table service's error codes that make a difference here ("Table service error codes").</summary>
public static class TableErrorCode
{
    public const string TableAlreadyExists = "TableAlreadyExists";
    public const string TableBeingDeleted = "TableBeingDeleted";
    public const string TableNotFound = "TableNotFound";
    public const string EntityAlreadyExists = "EntityAlreadyExists";
    public const string EntityNotFound = "EntityNotFound";
    public const string ResourceNotFound = "ResourceNotFound";
    public const string UpdateConditionNotSatisfied = "UpdateConditionNotSatisfied";
    public const string InvalidDuplicateRow = "InvalidDuplicateRow";
    public const string ServerBusy = "ServerBusy";
    public const string EntityTooLarge = "EntityTooLarge";
    public const string PropertyValueTooLarge = "PropertyValueTooLarge";
    public const string RequestBodyTooLarge = "RequestBodyTooLarge";
    public const string TooManyProperties = "TooManyProperties";
}
