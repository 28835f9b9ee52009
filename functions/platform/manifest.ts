// What the platform's code and the cloud around it must both know.

/** The header that the edge adds, in lower case as it arrives; names that begin with `x-edge-` are the provider's. */
export const edgeHeader = "x-la-chan-edge";
