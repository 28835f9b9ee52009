// The steps of a trial, each said with its time once it is done.

export type Step = <Result>(name: string, act: () => Promise<Result>) => Promise<Result>;

/** A count of steps that says each; `taken` is how many were done. */
export const makeSteps = (): { readonly step: Step; taken(): number } => {
  let count = 0;
  return {
    step: async (name, act) => {
      const started = Date.now();
      const result = await act();
      count += 1;
      process.stdout.write(`${count}. ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
      return result;
    },
    taken: () => count,
  };
};
