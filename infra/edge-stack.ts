// What stands before the functions: the static pages, which no function can write (whoever deploys puts them there), one
// way to the API, on which the edge proves itself by a header, and one to each bucket of files, on which the signature of
// an address is all the permission there is. Nothing that passes is written down; the rate rule counts addresses in
// passing and keeps samples of none.
import { CfnOutput, Duration, SecretValue, Stack } from "aws-cdk-lib";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  CacheHeaderBehavior,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { CfnWebACL } from "aws-cdk-lib/aws-wafv2";
import type { Construct } from "constructs";
import { edgeHeader } from "../functions/platform/manifest.ts";
import { closedBucket } from "./constructs/closed-bucket.ts";
import { edgeKeyName, edgeRegion } from "./constructs/edge-keys.ts";
import { fileBucketDomain } from "./constructs/file-buckets.ts";
import type { FileBucket } from "./constructs/manifest.ts";
import { pageHeaders } from "./constructs/page-headers.ts";
import type { Stage } from "./stage.ts";

/** Requests of one address in five minutes; an office behind one address must get through. */
const requestsInFiveMinutes = 1_000;

/** What carries the permission of an address, as far as the edge passes it on. */
const permission = [
  ...["Algorithm", "Credential", "Date", "Expires", "Security-Token", "Signature", "SignedHeaders"].map(
    (name) => `X-Amz-${name}`,
  ),
  "x-amz-content-sha256",
];

/** The region that an API's own name tells. */
const regionOf = (apiDomain: string): string => {
  const [, region] = /\.execute-api\.([a-z0-9-]+)\.amazonaws\.com$/u.exec(apiDomain) ?? [];
  if (region === undefined) throw new Error("apiDomain is not the name of an API");
  return region;
};

export interface EdgeStackProps {
  readonly stage: Stage;
  readonly apiDomain: string;
}

export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { stage, apiDomain }: EdgeStackProps) {
    super(scope, id, { env: { region: edgeRegion }, terminationProtection: stage.production });
    const pages = closedBucket(this, "Pages", { production: stage.production, versioned: false });
    const key = SecretValue.secretsManager(edgeKeyName(stage, stage.edgeRound)).unsafeUnwrap();
    const origin = new HttpOrigin(apiDomain, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      customHeaders: { [edgeHeader]: key },
    });
    const responseHeadersPolicy = pageHeaders(this);
    const toApi: BehaviorOptions = {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: this.#whatIsPassedOn(),
      responseHeadersPolicy,
    };
    const toRoom: BehaviorOptions = { ...toApi, cachePolicy: this.#withToken() };
    const toPages: BehaviorOptions = {
      // The class leaves open what the interface wants said: whether it is a website.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      origin: S3BucketOrigin.withOriginAccessControl(pages as IBucket),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy,
    };
    const addressed = this.#whatCarriesPermission();
    const toBucket = (bucket: FileBucket, allowedMethods: AllowedMethods): BehaviorOptions => ({
      origin: new HttpOrigin(fileBucketDomain(stage, bucket, regionOf(apiDomain)), {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: addressed,
      responseHeadersPolicy,
    });
    const distribution = new Distribution(this, "Edge", {
      defaultBehavior: toPages,
      defaultRootObject: "index.html",
      errorResponses: [
        { httpStatus: 403, responseHttpStatus: 404, responsePagePath: "/404", ttl: Duration.minutes(5) },
      ],
      additionalBehaviors: {
        "/intake/*": toApi,
        "/plain/*": toApi,
        "/casework/*": toRoom,
        "/protection/*": toRoom,
        // The provider knows no set of methods with PUT and less than all; an address is good for one alone.
        "/upload/*": toBucket("drop", AllowedMethods.ALLOW_ALL),
        "/kept/*": toBucket("kept", AllowedMethods.ALLOW_GET_HEAD),
      },
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      priceClass: PriceClass.PRICE_CLASS_200,
      enableLogging: false,
      webAclId: this.#rateRule().attrArn,
      ...(stage.certificateArn !== undefined && {
        domainNames: [new URL(stage.origin).hostname],
        certificate: Certificate.fromCertificateArn(this, "Certificate", stage.certificateArn),
      }),
    });
    new CfnOutput(this, "EdgeDomain", { value: distribution.distributionDomainName });
    new CfnOutput(this, "PagesBucket", { value: pages.bucketName });
  }

  /** Only what a function reads: no user agent, no referrer, no cookie, no query. */
  #whatIsPassedOn(): OriginRequestPolicy {
    return new OriginRequestPolicy(this, "PassedOn", {
      comment: "content type, accepted types and origin; nothing that tells one visitor from another",
      headerBehavior: OriginRequestHeaderBehavior.allowList("content-type", "accept", "origin"),
    });
  }

  /** The signature of an address and the header that it binds; no cookie, no token, nothing else of the query. */
  #whatCarriesPermission(): OriginRequestPolicy {
    return new OriginRequestPolicy(this, "Addressed", {
      comment: "the permission that an address of a file carries",
      headerBehavior: OriginRequestHeaderBehavior.allowList("if-none-match"),
      queryStringBehavior: OriginRequestQueryStringBehavior.allowList(...permission),
    });
  }

  /** Tokens of staff reach the rooms; what comes back is kept for a second at most, and never without the token. */
  #withToken(): CachePolicy {
    return new CachePolicy(this, "WithToken", {
      comment: "passes the bearer token on",
      headerBehavior: CacheHeaderBehavior.allowList("authorization"),
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.seconds(1),
    });
  }

  #rateRule(): CfnWebACL {
    const visibilityConfig = (metricName: string) => ({
      metricName,
      cloudWatchMetricsEnabled: true,
      sampledRequestsEnabled: false,
    });
    return new CfnWebACL(this, "Firewall", {
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      visibilityConfig: visibilityConfig("la-chan-edge"),
      rules: [
        {
          name: "rate",
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: {
              limit: requestsInFiveMinutes,
              aggregateKeyType: "IP",
              evaluationWindowSec: 300,
            },
          },
          visibilityConfig: visibilityConfig("la-chan-edge-rate"),
        },
      ],
    });
  }
}
