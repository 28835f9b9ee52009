// `npm run seed`: a small believable set of reports and proposals, sent through the running system's own doors: the
// plain form, the mailbox and the staff APIs with tokens of its own sign-in.
import { seedProposals } from "./seed-proposals.ts";
import { seedReports } from "./seed-reports.ts";

const origin = `http://127.0.0.1:${process.env.PORT ?? 4000}`;

try {
  const receipts = await seedReports(origin);
  const proposals = await seedProposals(origin);
  process.stdout.write(
    `${receipts.length} reports, ${proposals} proposals. Receipts:\n${receipts.join("\n")}\n`,
  );
} catch (error) {
  process.stderr.write(`seed: ${error instanceof Error ? error.message : "failed"}\n`);
  process.exitCode = 1;
}
