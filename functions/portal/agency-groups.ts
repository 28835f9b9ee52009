// Under which heading the form lists a body.
import type { Body } from "../domain/province/bodies.ts";

const groups = {
  PROVINCE_COMMITTEE: { groupVi: "Cấp tỉnh", groupEn: "Province" },
  DEPARTMENT: { groupVi: "Cấp tỉnh", groupEn: "Province" },
  INSPECTORATE: { groupVi: "Cấp tỉnh", groupEn: "Province" },
  WARD: { groupVi: "Phường", groupEn: "Wards" },
  COMMUNE: { groupVi: "Xã", groupEn: "Communes" },
  EXTERNAL: {
    groupVi: "Cơ quan khác (không tiếp nhận tại đây)",
    groupEn: "Other authorities (not taken here)",
  },
} as const satisfies Record<Body["kind"], { groupVi: string; groupEn: string }>;

/** The heading in both languages. */
export const groupOf = (body: Body): { readonly groupVi: string; readonly groupEn: string } =>
  groups[body.kind];
