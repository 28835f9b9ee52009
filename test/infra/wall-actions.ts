// What can be asked of each kind of resource: the platform's own actions, all that matter and not only those that
// somebody has. An action that a policy names and that is missing here is found as a right nobody asked for.

const words = (text: string): readonly string[] => text.trim().split(/\s+/u);

export const tableActions = words(`
  AssociateTableReplica BatchGetItem BatchWriteItem ConditionCheckItem CreateBackup CreateGlobalTable CreateTable
  CreateTableReplica DeleteBackup DeleteItem DeleteResourcePolicy DeleteTable DeleteTableReplica DescribeBackup
  DescribeContinuousBackups DescribeContributorInsights DescribeExport DescribeImport
  DescribeKinesisStreamingDestination DescribeStream DescribeTable DescribeTimeToLive
  DisableKinesisStreamingDestination EnableKinesisStreamingDestination ExportTableToPointInTime GetItem GetRecords
  GetResourcePolicy GetShardIterator ImportTable ListStreams ListTagsOfResource PartiQLDelete PartiQLInsert
  PartiQLSelect PartiQLUpdate PutItem PutResourcePolicy Query ReadDataForReplication RestoreTableFromAwsBackup
  RestoreTableFromBackup RestoreTableToPointInTime Scan StartAwsBackupJob TagResource UntagResource
  UpdateContinuousBackups UpdateContributorInsights UpdateGlobalTable UpdateItem
  UpdateKinesisStreamingDestination UpdateTable UpdateTimeToLive WriteDataForReplication`);

export const keyActions = words(`
  CancelKeyDeletion CreateAlias CreateGrant Decrypt DeleteAlias DeleteImportedKeyMaterial DeriveSharedSecret
  DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation Encrypt GenerateDataKey
  GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GetKeyPolicy
  GetKeyRotationStatus GetParametersForImport GetPublicKey ImportKeyMaterial ListGrants ListKeyPolicies
  ListKeyRotations ListResourceTags PutKeyPolicy ReEncryptFrom ReEncryptTo ReplicateKey RetireGrant RevokeGrant
  RotateKeyOnDemand ScheduleKeyDeletion Sign TagResource UntagResource UpdateAlias UpdateKeyDescription
  UpdatePrimaryRegion Verify VerifyMac`);

export const bucketActions = words(`
  AbortMultipartUpload BypassGovernanceRetention CreateAccessPoint CreateBucket CreateBucketMetadataTableConfiguration
  CreateJob DeleteBucket DeleteBucketPolicy DeleteBucketWebsite DeleteObject DeleteObjectTagging DeleteObjectVersion
  DeleteObjectVersionTagging GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAcl GetBucketCORS
  GetBucketLocation GetBucketLogging GetBucketNotification GetBucketObjectLockConfiguration
  GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketTagging
  GetBucketVersioning GetEncryptionConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetObject
  GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent
  GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes GetObjectVersionForReplication
  GetObjectVersionTagging GetReplicationConfiguration InitiateReplication ListBucket ListBucketMultipartUploads
  ListBucketVersions ListMultipartUploadParts ObjectOwnerOverrideToBucketOwner PutAccelerateConfiguration
  PutAnalyticsConfiguration PutBucketAcl PutBucketCORS PutBucketLogging PutBucketNotification
  PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock
  PutBucketTagging PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration PutInventoryConfiguration
  PutLifecycleConfiguration PutMetricsConfiguration PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention
  PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging PutReplicationConfiguration ReplicateDelete
  ReplicateObject ReplicateTags RestoreObject SelectObjectContent UpdateJobStatus`);

export const queueActions = words(`
  AddPermission CancelMessageMoveTask ChangeMessageVisibility CreateQueue DeleteMessage DeleteQueue
  GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListMessageMoveTasks ListQueueTags PurgeQueue
  ReceiveMessage RemovePermission SendMessage SetQueueAttributes StartMessageMoveTask TagQueue UntagQueue`);

export const poolActions = words(`
  AddCustomAttributes AdminAddUserToGroup AdminConfirmSignUp AdminCreateUser AdminDeleteUser
  AdminDeleteUserAttributes AdminDisableProviderForUser AdminDisableUser AdminEnableUser AdminForgetDevice
  AdminGetDevice AdminGetUser AdminInitiateAuth AdminLinkProviderForUser AdminListDevices AdminListGroupsForUser
  AdminListUserAuthEvents AdminRemoveUserFromGroup AdminResetUserPassword AdminRespondToAuthChallenge
  AdminSetUserMFAPreference AdminSetUserPassword AdminSetUserSettings AdminUpdateAuthEventFeedback
  AdminUpdateDeviceStatus AdminUpdateUserAttributes AdminUserGlobalSignOut CreateGroup CreateIdentityProvider
  CreateManagedLoginBranding CreateResourceServer CreateUserImportJob CreateUserPool CreateUserPoolClient
  CreateUserPoolDomain DeleteGroup DeleteIdentityProvider DeleteResourceServer DeleteUserPool DeleteUserPoolClient
  DeleteUserPoolDomain DescribeIdentityProvider DescribeResourceServer DescribeRiskConfiguration
  DescribeUserImportJob DescribeUserPool DescribeUserPoolClient GetCSVHeader GetGroup GetIdentityProviderByIdentifier
  GetLogDeliveryConfiguration GetSigningCertificate GetUICustomization GetUserPoolMfaConfig ListGroups
  ListIdentityProviders ListResourceServers ListUserImportJobs ListUserPoolClients ListUsers ListUsersInGroup
  SetLogDeliveryConfiguration SetRiskConfiguration SetUICustomization SetUserPoolMfaConfig StartUserImportJob
  StopUserImportJob TagResource UpdateGroup UpdateIdentityProvider UpdateResourceServer UpdateUserPool
  UpdateUserPoolClient UpdateUserPoolDomain`);

export const mailActions = words(`
  CreateEmailIdentity CreateEmailIdentityPolicy CreateExportJob DeleteEmailIdentity DeleteEmailIdentityPolicy
  DeleteIdentity DeleteIdentityPolicy GetEmailIdentity GetEmailIdentityPolicies GetIdentityPolicies ListIdentities
  PutAccountSendingAttributes PutEmailIdentityConfigurationSetAttributes PutEmailIdentityDkimAttributes
  PutEmailIdentityFeedbackAttributes PutEmailIdentityMailFromAttributes PutIdentityPolicy SendBounce SendBulkEmail
  SendBulkTemplatedEmail SendCustomVerificationEmail SendEmail SendRawEmail SendTemplatedEmail
  SetIdentityNotificationTopic UpdateEmailIdentityPolicy`);

export const topicActions = words(`
  AddPermission DeleteTopic GetTopicAttributes ListSubscriptionsByTopic Publish PutDataProtectionPolicy Receive
  RemovePermission SetTopicAttributes Subscribe`);

export const functionActions = words(`
  AddPermission CreateAlias CreateEventSourceMapping CreateFunction CreateFunctionUrlConfig DeleteEventSourceMapping
  DeleteFunction DeleteFunctionCodeSigningConfig GetEventSourceMapping GetFunction GetFunctionConfiguration GetPolicy
  InvokeAsync InvokeFunction InvokeFunctionUrl PublishLayerVersion PublishVersion PutFunctionConcurrency
  PutFunctionEventInvokeConfig PutFunctionRecursionConfig PutRuntimeManagementConfig RemovePermission UpdateAlias
  UpdateEventSourceMapping UpdateFunctionCode UpdateFunctionConfiguration UpdateFunctionUrlConfig`);

export const roleActions = words(`
  AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity SetContext SetSourceIdentity TagSession`);

/** What else could open a way, asked of everything that is not a table, key, bucket, queue, pool or sender. */
export const otherActions = words(`
  iam:AttachRolePolicy iam:CreateAccessKey iam:CreatePolicyVersion iam:CreateRole iam:CreateServiceLinkedRole
  iam:DeleteRolePermissionsBoundary iam:PassRole iam:PutRolePolicy iam:UpdateAssumeRolePolicy
  secretsmanager:DescribeSecret secretsmanager:GetSecretValue secretsmanager:PutResourcePolicy
  secretsmanager:PutSecretValue secretsmanager:UpdateSecret logs:CreateLogGroup logs:CreateLogStream
  logs:DeleteLogGroup logs:DeleteLogStream logs:DescribeLogStreams logs:FilterLogEvents logs:GetLogEvents
  logs:PutLogEvents logs:PutMetricFilter logs:PutResourcePolicy logs:PutRetentionPolicy logs:PutSubscriptionFilter
  logs:StartLiveTail logs:StartQuery kinesis:PutRecord firehose:PutRecord events:PutEvents events:PutRule
  events:PutTargets events:DisableRule scheduler:CreateSchedule scheduler:DeleteSchedule scheduler:UpdateSchedule
  execute-api:Invoke execute-api:ManageConnections apigateway:PATCH apigateway:POST apigateway:PUT
  apigateway:DELETE cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet cloudformation:UpdateStack
  cloudwatch:DeleteAlarms cloudwatch:DisableAlarmActions cloudwatch:PutMetricAlarm cloudwatch:PutMetricData
  cloudwatch:SetAlarmState cloudfront:CreateInvalidation cloudfront:UpdateDistribution wafv2:UpdateWebACL
  xray:PutTraceSegments ssm:GetParameter ssm:GetParametersByPath ssm:StartSession ec2:CreateNetworkInterface
  organizations:LeaveOrganization cloudtrail:StopLogging config:StopConfigurationRecorder rds:Connect
  states:StartExecution backup:StartBackupJob`);

/** All actions with their service's name, for what is in none of the templates. */
export const withService = (service: string, actions: readonly string[]): readonly string[] =>
  actions.map((action) => `${service}:${action}`);
export const everyAction: readonly string[] = [
  ...withService("dynamodb", tableActions),
  ...withService("kms", keyActions),
  ...withService("s3", bucketActions),
  ...withService("sqs", queueActions),
  ...withService("cognito-idp", poolActions),
  ...withService("ses", mailActions),
  ...withService("sns", topicActions),
  ...withService("lambda", functionActions),
  ...withService("sts", roleActions),
  ...otherActions,
];
