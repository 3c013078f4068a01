import { z } from "zod";

import { line, version } from "#app/http/form-fields.ts";

export const EditedClientForm = z.object({ name: line(190), version });
export const RetiredForm = z.object({ version });
