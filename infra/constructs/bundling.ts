// How every function is bundled, for the cloud and for the tests that look into the bundles: one minified file with all
// that it needs inside, the SDK too, so that what was tested is what runs.
import { type BundlingOptions, OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";

/** The top of the repository. */
export const root = new URL("../../", import.meta.url).pathname;

export const bundling = {
  format: OutputFormat.CJS,
  minify: true,
  externalModules: [],
  define: { "process.env.NODE_ENV": '"production"' },
} as const satisfies BundlingOptions;
