// The headers that the edge sees to on every answer, so that none can be forgotten: TLS for two years, no sniffing, no
// referrer, no framing. The policies of content stay with the pages themselves.
import { Duration } from "aws-cdk-lib";
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from "aws-cdk-lib/aws-cloudfront";
import type { Construct } from "constructs";

const twoYears = Duration.days(730);

/** The policy for all behaviours of the edge. */
export const pageHeaders = (scope: Construct): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, "Headers", {
    securityHeadersBehavior: {
      strictTransportSecurity: {
        accessControlMaxAge: twoYears,
        includeSubdomains: true,
        preload: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
    },
    removeHeaders: [
      "server",
      "apigw-requestid",
      "x-amz-request-id",
      "x-amz-id-2",
      "x-amz-server-side-encryption",
      "x-amz-server-side-encryption-aws-kms-key-id",
      "x-amz-server-side-encryption-bucket-key-enabled",
    ],
  });
