import { z } from "zod";

import { line, version } from "#app/http/form-fields.ts";

/** The version that was read, beside whatever else a form says. */
export const VersionForm = z.object({ version });
export const RenameForm = z.object({ name: line(60), version });
