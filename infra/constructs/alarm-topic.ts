// Where alarms go: a topic that only the platform's own alarms may write to, encrypted under a key that lets just them
// use it. What a rule sends there it sends under a role of its own, because the platform knows no condition by which the
// rules of this account could be told from those of others.
import { Aws, RemovalPolicy, Stack } from "aws-cdk-lib";
import { type IRuleTarget } from "aws-cdk-lib/aws-events";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type IKey, Key } from "aws-cdk-lib/aws-kms";
import { type ITopic, Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Construct } from "constructs";
import { allow } from "./statement.ts";

const useKey = ["Decrypt", "GenerateDataKey"] as const;

/** The topic and its key, with the operator's address subscribed to it when there is one. */
export const alarmTopic = (
  scope: Construct,
  operatorEmail: string | undefined,
): { readonly topic: Topic; readonly key: Key } => {
  const conditions = { StringEquals: { "aws:SourceAccount": Stack.of(scope).account } };
  const principals = [new ServicePrincipal("cloudwatch.amazonaws.com")];
  const key = new Key(scope, "WatchKey", {
    description: "encrypts the alarms on their way",
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const actions = useKey.map((action) => `kms:${action}`);
  key.addToResourcePolicy(new PolicyStatement({ principals, actions, resources: ["*"], conditions }));
  const topic = new Topic(scope, "Alarms", { masterKey: key, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({ principals, actions: ["sns:Publish"], resources: [topic.topicArn], conditions }),
  );
  if (operatorEmail) topic.addSubscription(new EmailSubscription(operatorEmail));
  return { topic, key };
};

/** The topic as a rule's target, under a role that may publish there and do nothing else. */
export const bellTarget = (scope: Construct, topic: ITopic, key: IKey): IRuleTarget => {
  const role = new Role(scope, "BellRole", { assumedBy: new ServicePrincipal("events.amazonaws.com") });
  const bySns = { StringEquals: { "kms:ViaService": `sns.${Aws.REGION}.amazonaws.com` } };
  role.addToPrincipalPolicy(allow("sns", ["Publish"], [topic.topicArn]));
  role.addToPrincipalPolicy(allow("kms", useKey, [key.keyArn], bySns));
  return { bind: () => ({ arn: topic.topicArn, role }) };
};
