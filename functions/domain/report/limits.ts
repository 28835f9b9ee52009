// How long the parts of a report may be.

/** The narrative (nội dung phản ánh), in code points. */
export const narrativeLength = { min: 30, max: 20_000 } as const;

/** Name and post of the person complained of, in code points; may be left empty. */
export const aboutLength = { min: 0, max: 300 } as const;

/** The version of the form whose facts are asked for today. */
export const formVersion = 1;
