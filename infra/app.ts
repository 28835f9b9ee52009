// What the toolkit runs: the stacks of the stage, held to the rule packs, written down as templates.
import { check } from "./checks.ts";
import { makeApp } from "./make-app.ts";

const { app } = makeApp();
check(app);
app.synth();
