// What others than our roles may do: the platform's services, the account itself, somebody from elsewhere, and whoever
// else a policy names. Every one of them × every resource with a place to be asked at × every action × where the request
// says that it comes from × how it travels. And that buckets and queues refuse whatever they must refuse to everybody.
import { says } from "./policy-conditions.ts";
import { rootOf } from "./policy-decision.ts";
import type { Cloud } from "./policy-evaluator.ts";
import {
  bucketActions,
  functionActions,
  keyActions,
  mailActions,
  poolActions,
  queueActions,
  roleActions,
  tableActions,
  topicActions,
  withService,
} from "./wall-actions.ts";
import { objects, plainName, type Tally } from "./wall-cells.ts";
import { travels } from "./wall-places.ts";
import { doorsOf } from "./wall-routes.ts";
import { type Source, strangerRights } from "./wall-table-beyond.ts";

const services =
  `apigateway cloudfront cloudwatch cognito-idp dynamodb events lambda logs s3 scheduler secretsmanager ses
  sns sqs`
    .split(/\s+/u)
    .map((name) => `Service:${name}.amazonaws.com`);

/** Everybody outside by the name that the table gives them. */
const strangersOf = (cloud: Cloud): ReadonlyMap<string, string> => {
  const roles = new Set(cloud.idsOf("AWS::IAM::Role"));
  const account = rootOf(cloud.accountOf(""));
  const found = [...cloud.principals()].filter((name) => name !== "*" && !roles.has(name));
  return new Map([
    ...[...services, ...found].map((name) => [name, name.replace("Service:", "")] as const),
    [account, "the account"],
    [rootOf("999999999999"), "anybody"],
  ]);
};

interface Origin {
  readonly name: string;
  readonly from: readonly Source[];
  readonly said: Readonly<Record<string, readonly string[]>>;
  /** The function that the door leads to, of which the request says that it comes through it. */
  readonly door?: string;
}
const originsOf = (cloud: Cloud): readonly Origin[] => {
  const account = cloud.accountOf("");
  const distribution = cloud.find("AWS::CloudFront::Distribution", "Edge");
  const api = cloud.find("AWS::ApiGatewayV2::Api", "Http");
  const from = (arn: string, of = account) => ({ "aws:SourceArn": [arn], "aws:SourceAccount": [of] });
  const called = (which: string, route: string) =>
    from(`arn:aws:execute-api:region:${account}:${which}/$default/${route.replace(" ", "")}`);
  return [
    { name: "", from: ["anywhere"], said: {} },
    { name: " from another account", from: ["anywhere"], said: from("arn:aws:x:region:9:y", "999999999999") },
    {
      name: " from this account",
      from: ["anywhere", "this account"],
      said: from(`arn:aws:x:region:${account}:y`),
    },
    {
      name: " from the distribution",
      from: ["anywhere", "this account", "the distribution"],
      said: from(`arn:aws:cloudfront::${account}:distribution/ref(${distribution})`),
    },
    ...doorsOf(cloud).flatMap(({ route, to }): readonly Origin[] => [
      {
        name: ` by ${route}`,
        from: ["anywhere", "this account", "its own door"],
        said: called(`ref(${api})`, route),
        door: to,
      },
      {
        name: ` by ${route} of another API`,
        from: ["anywhere", "this account"],
        said: called("another", route),
      },
    ]),
  ];
};

interface Kind {
  readonly type: string;
  readonly actions: readonly string[];
  readonly paths: readonly { readonly place: string; readonly path: string }[];
  /** How many of the ways of travelling are good enough; none of them matters where this is absent. */
  readonly travelling?: number;
  readonly mustRefuse?: true;
}
const overAnother = says({ ...travels[0]?.[1] });
const unsafe = travels.slice(1).map(([way, said]) => ({ way, context: says(said) }));
const alone = [{ place: "", path: "" }];
const kinds: readonly Kind[] = [
  {
    type: "S3::Bucket",
    actions: withService("s3", bucketActions),
    paths: objects,
    travelling: 1,
    mustRefuse: true,
  },
  {
    type: "SQS::Queue",
    actions: withService("sqs", queueActions),
    paths: alone,
    travelling: 2,
    mustRefuse: true,
  },
  { type: "SNS::Topic", actions: withService("sns", topicActions), paths: alone, travelling: 2 },
  { type: "KMS::Key", actions: withService("kms", keyActions), paths: alone },
  { type: "Lambda::Function", actions: withService("lambda", functionActions), paths: alone },
  { type: "IAM::Role", actions: withService("sts", roleActions), paths: alone },
  { type: "Cognito::UserPool", actions: withService("cognito-idp", poolActions), paths: alone },
  { type: "SES::EmailIdentity", actions: withService("ses", mailActions), paths: alone },
  {
    type: "DynamoDB::Table",
    actions: withService("dynamodb", tableActions),
    paths: [...alone, { place: "stream", path: "/stream/1" }],
  },
];

/** Compares every cell of everybody outside with the table. */
export const compareStrangers = (cloud: Cloud, tally: Tally): void => {
  const origins = originsOf(cloud);
  const strangers = strangersOf(cloud);
  for (const { type, actions, paths, travelling } of kinds) {
    const ways = travelling === undefined ? travels.slice(0, 1) : travels;
    const sources = type === "Lambda::Function" ? origins : origins.slice(0, 4);
    const asked = sources.flatMap((origin) =>
      ways.map(([way, said], index) => ({
        ...origin,
        name: origin.name + way,
        context: says({ ...said, ...origin.said }),
        arrives: index < (travelling ?? 1),
      })),
    );
    for (const resource of cloud.idsOf(`AWS::${type}`)) {
      const target = plainName(resource);
      const lines = strangerRights.filter(([, on]) => target.startsWith(on));
      for (const [who, stranger] of strangers) {
        const { may } = cloud.asks(who, resource);
        const own = lines.filter(([name]) => name === stranger);
        for (const { place, path } of paths)
          for (const { name, from, context, arrives, door } of asked) {
            const expected = new Set(
              own.flatMap(([, , source, rights]) =>
                arrives &&
                place !== "itself" &&
                from.includes(source) &&
                (source !== "its own door" || door === resource)
                  ? rights
                  : [],
              ),
            );
            const all = expected.has("kms:*");
            for (const action of actions) {
              tally.cells += 1;
              const found = may(action, resource + path, context);
              if (found !== (all || expected.has(action)))
                tally.differences.push(
                  [stranger, found ? "may" : "may not", action, target, place].join(" ").trimEnd() + name,
                );
            }
          }
      }
    }
  }
};

/** Compares that every bucket and queue refuses everybody who comes in the clear, and a bucket also what is too old. */
export const compareRefusals = (cloud: Cloud, tally: Tally): void => {
  const everybody = [
    ...strangersOf(cloud),
    ...cloud.idsOf("AWS::IAM::Role").map((id) => [id, plainName(id)] as const),
  ];
  for (const { type, actions, paths } of kinds.filter(({ mustRefuse }) => mustRefuse))
    for (const resource of cloud.idsOf(`AWS::${type}`))
      for (const [who, name] of everybody) {
        const { refuses } = cloud.asks(who, resource);
        for (const { way, context } of type === "S3::Bucket" ? unsafe : unsafe.slice(1))
          for (const { place, path } of paths)
            for (const action of actions) {
              tally.cells += 1;
              if (!refuses(action, resource + path, context))
                tally.differences.push(
                  [plainName(resource), "does not refuse", name, action, place].join(" ").trimEnd() + way,
                );
            }
      }
  for (const bucket of ["Anchors", "Drop", "Kept"])
    for (const [who, name] of everybody)
      for (const { place, path } of objects.filter((object) => object.path !== "")) {
        tally.cells += 1;
        const id = cloud.find("AWS::S3::Bucket", bucket);
        if (!cloud.asks(who, id).refuses("s3:PutObject", id + path, overAnother))
          tally.differences.push(`${bucket} does not refuse ${name} s3:PutObject ${place} over another`);
      }
};
