// Widenings of what starts what and who may take on a role; and rights that the comparison must not pass over because it
// does not know them.
import { allow, type Widening } from "./wall-copy.ts";

const ways: readonly Widening[] = [
  [
    "a mapping more: the mailbox's stream",
    ({ plant, streamArn, arn }) =>
      plant("LaChanJobs", "CaseworkMore", "AWS::Lambda::EventSourceMapping", {
        EventSourceArn: streamArn("Mailbox"),
        FunctionName: arn("Lambda::Function", "CaseworkAnchorFunction"),
      }),
    "stream of Mailbox feeds CaseworkAnchorFunction unasked",
  ],
  [
    "a mapping turned to the other room",
    ({ one, arn }) =>
      (one("Lambda::EventSourceMapping", "CaseworkLetters").FunctionName = arn(
        "Lambda::Function",
        "ProtectionNotifyFunction",
      )),
    "CaseworkLetters of Casework speaks of ProtectionNotifyFunction of Protection",
  ],
  [
    "a function that everybody may invoke",
    ({ plant, arn }) =>
      plant("LaChanJobs", "AdmitMore", "AWS::Lambda::Permission", {
        Action: "lambda:InvokeFunction",
        FunctionName: arn("Lambda::Function", "AdmitFunction"),
        Principal: "*",
      }),
    "anybody may lambda:InvokeFunction AdmitFunction",
  ],
  [
    "a door for any API",
    ({ one }) => delete one("Lambda::Permission", "HttpPOSTcasework").SourceArn,
    "apigateway.amazonaws.com may lambda:InvokeFunction CaseworkFunction from another account",
  ],
  [
    "a public door into a room",
    ({ one, arn }) =>
      (one("ApiGatewayV2::Integration", "HttpPOSTintake").IntegrationUri = arn(
        "Lambda::Function",
        "CaseworkFunction",
      )),
    "POST /intake/graphql feeds CaseworkFunction unasked",
  ],
  [
    "a clock that starts the other room's job",
    ({ statement, arn }) =>
      (statement("CaseworkClock", "lambda:InvokeFunction").Resource = [
        arn("Lambda::Function", "AdmitFunction"),
        arn("Lambda::Function", "ProtectionRollFunction"),
      ]),
    "CaseworkClock may lambda:InvokeFunction ProtectionRollFunction",
  ],
  [
    "the other room's table in a function's settings",
    ({ settings, nameOf }) => (settings("CaseworkRoll").MORE = nameOf("DynamoDB::Table", "Protections")),
    "CaseworkRollFunction of Casework speaks of Protections of Protection",
  ],
  [
    "the other room's log in a function's settings",
    ({ settings }) => (settings("CaseworkAnchor").LOG_ORIGIN = "la-chan/development/protection"),
    "CaseworkAnchorFunction is told la-chan/development/protection",
  ],
  [
    "a layer that functions share",
    ({ one }) => (one("Lambda::Function", "IntakeFunction").Layers = ["arn:aws:lambda:region:1:layer:x:1"]),
    "IntakeFunction has Layers",
  ],
  [
    "a role for two functions",
    ({ one, arn }) => (one("Lambda::Function", "PortalFunction").Role = arn("IAM::Role", "IntakeRole")),
    "PortalFunction runs under IntakeRole",
  ],
  [
    "a role more",
    ({ plant }) =>
      plant("LaChanJobs", "CaseworkMoreRole", "AWS::IAM::Role", {
        AssumeRolePolicyDocument: { Statement: [] },
      }),
    "there is a role CaseworkMoreRole",
  ],
  [
    "a role for another account",
    ({ trust }) =>
      trust("Casework").push({
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: "333333333333" },
      }),
    "arn:aws:iam::333333333333:root may sts:AssumeRole CaseworkRole",
  ],
  [
    "the right to pass a role",
    ({ statements }) => statements("Casework").push(allow("iam:PassRole", "*")),
    "Casework may iam:PassRole AdmitRole",
  ],
];

const unknown: readonly Widening[] = [
  [
    "a policy of the provider's",
    ({ one }) => {
      one("IAM::Role", "IntakeRole").ManagedPolicyArns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
    },
    "LaChanApi.IntakeRole: a policy from elsewhere",
  ],
  [
    "everything but some actions",
    ({ statements }) => statements("Intake").push({ ...allow([], "*"), NotAction: "iam:*" }),
    "cannot judge NotAction",
  ],
  [
    "a condition that no request speaks of",
    ({ statements, arn }) =>
      statements("Portal").push({
        ...allow("dynamodb:GetItem", arn("DynamoDB::Table", "Cases")),
        Condition: { IpAddress: { "aws:SourceIp": "192.0.2.1/32" } },
      }),
    "cannot judge IpAddress",
  ],
  [
    "an action that nobody knows",
    ({ statements, arn }) =>
      statements("Portal").push(allow("dynamodb:ReadEverything", arn("DynamoDB::Table", "Cases"))),
    "PortalRole: nobody asked for action dynamodb:ReadEverything",
  ],
  [
    "a lane that nobody knows",
    ({ statement }) => {
      statement("Intake", "OUT#*").Condition = {
        "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["OUT#*", "SECRET#*"] },
        Null: { "dynamodb:LeadingKeys": "false" },
      };
    },
    "IntakeRole: nobody asked for dynamodb:leadingkeys SECRET#*",
  ],
  [
    "an address of a function's own",
    ({ plant }) => plant("LaChanApi", "CaseworkUrl", "AWS::Lambda::Url", { AuthType: "NONE" }),
    "cannot judge AWS::Lambda::Url",
  ],
];

export const wideningsOfWays: readonly Widening[] = [...ways, ...unknown];
