import { z } from "zod";

import { line, version, wholeNumber } from "#app/http/form-fields.ts";

const names = { nameFr: line(80), nameEn: line(80), nameEs: line(80), tierOrder: wholeNumber(0, 999) };

export const NewRoleForm = z.object({ slug: line(40), ...names });
export const EditedRoleForm = z.object({ role: line(40), version, ...names });
export const RemovedRoleForm = z.object({ role: line(40), version });
