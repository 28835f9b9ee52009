// The edge passes on what the functions read and nothing that tells one visitor from another, proves itself by a header,
// keeps no record and no sample, and asks nobody where he comes from.
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { edgeHeader } from "../../functions/platform/manifest.ts";
import { edge, hasProperties, makeStacks, production } from "./stacks.ts";

const built = makeStacks({ ...production, ...edge, edgeRound: "7" });
const distribution = built.one("Edge", "CloudFront::Distribution", "Edge");
const config = distribution.Properties.DistributionConfig as Record<string, unknown> & {
  readonly Origins: readonly Readonly<Record<string, unknown>>[];
  readonly DefaultCacheBehavior: Readonly<Record<string, unknown>>;
  readonly CacheBehaviors: readonly Readonly<Record<string, unknown>>[];
};

describe("the edge", () => {
  it("exists only once the API's name is known, and lives in one region", () => {
    expect(makeStacks().names).not.toContain("LaChanEdge");
    expect(built.names).toContain("LaChanEdge");
  });

  it("of production has its own name and certificate, and TLS from 1.2 on", () => {
    expect(config).toMatchObject({
      Aliases: ["lachan.example.gov.vn"],
      ViewerCertificate: {
        AcmCertificateArn: edge.certificateArn,
        MinimumProtocolVersion: "TLSv1.2_2021",
        SslSupportMethod: "sni-only",
      },
    });
    expect(() => makeStacks({ ...production, apiDomain: edge.apiDomain })).toThrow("certificateArn");
  });

  it("sends the value of this round by its name, and nothing else of its own", () => {
    const [origin] = config.Origins.filter(({ DomainName }) => DomainName === edge.apiDomain);
    expect(origin).toMatchObject({
      CustomOriginConfig: { OriginProtocolPolicy: "https-only", OriginSSLProtocols: ["TLSv1.2"] },
      OriginCustomHeaders: [
        {
          HeaderName: edgeHeader,
          HeaderValue: "{{resolve:secretsmanager:la-chan/production/edge/7:SecretString:::}}",
        },
      ],
    });
    const [secret] = built
      .of("Api", "SecretsManager::Secret")
      .filter(({ Properties }) => Properties.Name === "la-chan/production/edge/7");
    expect(secret?.Properties.ReplicaRegions).toEqual([{ Region: "us-east-1" }]);
  });

  it("passes on three headers, no cookie and no query, and tokens to the rooms alone", () => {
    hasProperties(built.one("Edge", "CloudFront::OriginRequestPolicy", "PassedOn"), {
      OriginRequestPolicyConfig: {
        HeadersConfig: { HeaderBehavior: "whitelist", Headers: ["content-type", "accept", "origin"] },
        CookiesConfig: { CookieBehavior: "none" },
        QueryStringsConfig: { QueryStringBehavior: "none" },
      },
    });
    const withToken = built.one("Edge", "CloudFront::CachePolicy", "WithToken");
    hasProperties(withToken, {
      CachePolicyConfig: {
        MaxTTL: 1,
        DefaultTTL: 0,
        ParametersInCacheKeyAndForwardedToOrigin: {
          HeadersConfig: { HeaderBehavior: "whitelist", Headers: ["authorization"] },
          CookiesConfig: { CookieBehavior: "none" },
          QueryStringsConfig: { QueryStringBehavior: "none" },
        },
      },
    });
    const bearing = config.CacheBehaviors.filter(
      ({ CachePolicyId }) => JSON.stringify(CachePolicyId) === JSON.stringify({ Ref: withToken.id }),
    );
    expect(bearing.map(({ PathPattern }) => PathPattern)).toEqual(["/casework/*", "/protection/*"]);
    const files = ({ PathPattern }: Readonly<Record<string, unknown>>) =>
      PathPattern === "/upload/*" || PathPattern === "/kept/*";
    for (const behavior of [config.DefaultCacheBehavior, ...config.CacheBehaviors])
      expect(behavior.ViewerProtocolPolicy).toBe(files(behavior) ? "https-only" : "redirect-to-https");
  });

  it("serves the static pages, and passes on only what has a function", () => {
    expect(config.CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual([
      "/intake/*",
      "/plain/*",
      "/casework/*",
      "/protection/*",
      "/upload/*",
      "/kept/*",
    ]);
    const pages = config.Origins.find(({ S3OriginConfig }) => S3OriginConfig !== undefined);
    expect(config).toMatchObject({
      DefaultRootObject: "index.html",
      DefaultCacheBehavior: { TargetOriginId: pages?.Id },
      CustomErrorResponses: [{ ErrorCode: 403, ResponseCode: 404, ResponsePagePath: "/404" }],
    });
    expect(pages?.OriginAccessControlId).toBeDefined();
  });

  it.each([
    ["/upload/*", "drop", ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"]],
    ["/kept/*", "kept", ["GET", "HEAD"]],
  ])(
    "passes %s on to its bucket with the address's own permission and nothing of ours",
    (path, name, methods) => {
      const behavior = config.CacheBehaviors.find(({ PathPattern }) => PathPattern === path);
      const addressed = built.one("Edge", "CloudFront::OriginRequestPolicy", "Addressed");
      expect(behavior).toMatchObject({
        AllowedMethods: methods,
        OriginRequestPolicyId: { Ref: addressed.id },
        // The provider's own policy under which nothing is kept.
        CachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      });
      hasProperties(addressed, {
        OriginRequestPolicyConfig: {
          HeadersConfig: { HeaderBehavior: "whitelist", Headers: ["if-none-match"] },
          CookiesConfig: { CookieBehavior: "none" },
          QueryStringsConfig: {
            QueryStringBehavior: "whitelist",
            QueryStrings: [
              "X-Amz-Algorithm",
              "X-Amz-Credential",
              "X-Amz-Date",
              "X-Amz-Expires",
              "X-Amz-Security-Token",
              "X-Amz-Signature",
              "X-Amz-SignedHeaders",
              "x-amz-content-sha256",
            ],
          },
        },
      });
      const origin = config.Origins.find(({ Id }) => Id === behavior?.TargetOriginId);
      expect(JSON.stringify(origin?.DomainName)).toMatch(
        new RegExp(
          `la-chan-production-${name}-.*-ap-southeast-1\\.s3\\.ap-southeast-1\\.amazonaws\\.com`,
          "u",
        ),
      );
      expect(origin).not.toHaveProperty("OriginCustomHeaders");
      expect(origin).not.toHaveProperty("OriginAccessControlId");
      expect(origin).toMatchObject({ CustomOriginConfig: { OriginProtocolPolicy: "https-only" } });
      const bucket = built.one("Data", "S3::Bucket", name === "drop" ? "Drop" : "Kept");
      expect(JSON.stringify(bucket.Properties.BucketName)).toMatch(
        new RegExp(`la-chan-production-${name}-`, "u"),
      );
    },
  );

  it("keeps no log, no sample and nobody out by country", () => {
    expect(config).not.toHaveProperty("Logging");
    expect(config).not.toHaveProperty("Restrictions");
    const firewall = built.one("Edge", "WAFv2::WebACL", "Firewall");
    hasProperties(firewall, {
      Scope: "CLOUDFRONT",
      DefaultAction: { Allow: {} },
      VisibilityConfig: { SampledRequestsEnabled: false },
      Rules: [
        {
          Action: { Block: {} },
          Statement: {
            RateBasedStatement: { Limit: 1000, AggregateKeyType: "IP", EvaluationWindowSec: 300 },
          },
          VisibilityConfig: Match.objectLike({ SampledRequestsEnabled: false }),
        },
      ],
    });
    expect(config.WebACLId).toEqual({ "Fn::GetAtt": [firewall.id, "Arn"] });
    expect(built.kinds("Edge")).not.toContain("WAFv2::LoggingConfiguration");
  });

  it("answers with the headers that no page can forget", () => {
    hasProperties(built.one("Edge", "CloudFront::ResponseHeadersPolicy", "Headers"), {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: {
          StrictTransportSecurity: {
            AccessControlMaxAgeSec: 63_072_000,
            IncludeSubdomains: true,
            Preload: true,
            Override: true,
          },
          ContentTypeOptions: { Override: true },
          FrameOptions: { FrameOption: "DENY", Override: true },
          ReferrerPolicy: { ReferrerPolicy: "no-referrer", Override: true },
        },
      },
    });
  });

  it("has no function, of the provider's or of ours", () => {
    expect(JSON.stringify(config)).not.toMatch(/FunctionAssociations|LambdaFunction/u);
    expect(built.kinds("Edge").filter((kind) => /Lambda|Function|CustomResource/u.test(kind))).toEqual([]);
  });
});
