// `npm start`: the whole system in one process on one port, over an emulator of its own. The handlers are the cloud's.
import { startSystem } from "./system.ts";

const system = await startSystem({ port: Number(process.env.PORT ?? 4000) });
process.stdout.write(`Lá Chắn: ${system.origin}/\n`);

const stop = (): void => {
  void system.stop().then(() => process.exit(0));
};
process.once("SIGINT", stop);
process.once("SIGTERM", stop);
process.once("SIGHUP", stop);
void system.failed.then(() => {
  process.stderr.write("The DynamoDB emulator ended; stopping.\n");
  return system.stop().finally(() => process.exit(1));
});
