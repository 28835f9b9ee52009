// One line per field: which operation answers it.
import { atLeast } from "../platform/pace.ts";
import { agencies } from "./operations/agencies.ts";
import { breaches } from "./operations/breaches.ts";
import { office } from "./operations/office.ts";
import { openMailbox } from "./operations/open-mailbox.ts";
import { postMessage } from "./operations/post-message.ts";
import { requestUpload } from "./operations/request-upload.ts";
import { submitReport } from "./operations/submit-report.ts";
import type { Resolvers } from "./schema.generated.ts";

export const resolvers: Pick<Resolvers, "Query" | "Mutation"> = {
  Query: {
    office: (_, _args, context) => office(context),
    breaches,
    agencies,
  },
  Mutation: {
    submitReport: (_, { input, proof }, context) => submitReport(input, proof, context),
    openMailbox: (_, { input }, context) => atLeast(context.mailboxFloor, openMailbox(input, context)),
    postMessage: (_, { input }, context) => atLeast(context.mailboxFloor, postMessage(input, context)),
    requestUpload: (_, { input }, context) => atLeast(context.mailboxFloor, requestUpload(input, context)),
  },
};
