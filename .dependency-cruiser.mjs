// Who may import whom: an allow-list over the resolved graph. Type-only imports count. It needs @swc/core to read
// TypeScript; the test in test/architecture proves that it is awake.
const apis = "intake|portal|casework|protection";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "domain-is-pure",
      severity: "error",
      from: { path: "^functions/domain" },
      to: { pathNot: "^(functions/domain|node_modules/zod)" },
    },
    {
      name: "sealing-needs-jose-alone",
      severity: "error",
      from: { path: "^functions/sealing" },
      to: { pathNot: "^(functions/sealing|node_modules/jose)" },
    },
    {
      name: "platform-knows-packages-alone",
      severity: "error",
      from: { path: "^functions/platform" },
      to: { path: "^(functions|infra|web|test)/", pathNot: "^functions/platform" },
    },
    {
      name: "storage-stands-on-domain",
      severity: "error",
      from: { path: "^functions/storage" },
      to: { path: "^(functions|infra|web|test)/", pathNot: "^functions/(storage|domain|platform)" },
    },
    {
      name: "rooms-are-islands",
      severity: "error",
      from: { path: `^functions/(${apis})/` },
      to: {
        path: "^(functions|infra|web|test)/",
        pathNot: "^functions/($1|domain|sealing|storage|platform)/|^web/texts/",
      },
    },
    {
      name: "jobs-are-islands",
      severity: "error",
      from: { path: "^functions/jobs/([^/]+)/" },
      to: {
        path: "^(functions|infra|web|test)/",
        pathNot: "^functions/(jobs/$1|domain|sealing|storage|platform)/",
      },
    },
    {
      name: "manifests-import-nothing",
      severity: "error",
      from: { path: "^functions/.*/manifest\\.ts$" },
      to: { path: ".+" },
    },
    {
      // The province's bodies are data, and name the groups of the sign-in.
      name: "infra-reads-manifests-only",
      severity: "error",
      from: { path: "^infra", pathNot: "^infra/local" },
      to: {
        path: "^(functions|web|test)/|^infra/local",
        pathNot: "/manifest\\.ts$|^functions/domain/province/",
      },
    },
    {
      name: "scripts-seal-and-know-limits",
      severity: "error",
      from: { path: "^web/script/" },
      to: {
        path: "^(functions|infra|web|test)/",
        pathNot: "^web/script/|^functions/sealing/|^functions/domain/(.*/limits|text|outcome)\\.ts$",
      },
    },
    {
      // The pages are made of the province's tables, and dressed and worded like the plain ones.
      name: "pages-are-built-from-data",
      severity: "error",
      from: { path: "^web/build/" },
      to: {
        path: "^(functions|infra|web|test)/",
        pathNot: "^web/|^functions/domain/|^functions/portal/pages/",
      },
    },
    {
      name: "nothing-imports-tests",
      severity: "error",
      from: { pathNot: "^test" },
      to: { path: "^test" },
    },
    {
      name: "storage-alone-talks-to-dynamodb",
      severity: "error",
      from: { path: "^functions", pathNot: "^functions/storage" },
      to: { path: "node_modules/@aws-sdk/(client|lib|util)-dynamodb" },
    },
    {
      name: "generated-stays-at-home",
      severity: "error",
      from: { path: "^functions/([^/]+)/" },
      to: { path: "\\.generated\\.ts$", pathNot: "^functions/$1/" },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^node_modules/.*/node_modules" },
    moduleSystems: ["es6"],
  },
};
