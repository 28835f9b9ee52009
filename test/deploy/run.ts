// `npm run test:deploy`: the guide's steps from an empty account to a reply that its reporter reads, on the emulated
// cloud or, with `--real`, on the account of the environment's credentials. Ends with `deploy ok: <n> steps`; with exit
// code 3 where no emulator can be had.
import { openCloud } from "./clouds.ts";
import { deployAll } from "./deploying.ts";
import { travel } from "./journey.ts";
import { refuse } from "./refusals.ts";
import { watchLog } from "./log-trial.ts";
import { watchMail } from "./mail-trial.ts";
import { makeSteps } from "./step.ts";

const cloud = await openCloud(process.argv.includes("--real"));
if (!cloud) {
  process.stdout.write("no emulated cloud can be had here: the deploy was not tried\n");
  process.exit(3);
}
Object.assign(process.env, cloud.environment);

const { step, taken } = makeSteps();
try {
  const deployed = await deployAll(cloud, step);
  await refuse(deployed, step);
  await travel(deployed, step);
  await watchLog(deployed, step);
  if (cloud.emulator !== undefined) await watchMail(deployed, step);
  await deployed.leave(step);
  process.stdout.write(`deploy ok: ${taken()} steps\n`);
} finally {
  await cloud.stop();
}
