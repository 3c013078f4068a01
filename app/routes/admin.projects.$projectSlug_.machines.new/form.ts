import { z } from "zod";

import { line } from "#app/http/form-fields.ts";

/** The name of a new machine; the rest of the form is the machine's own. */
export const MachineNameForm = z.object({ name: line(60) });
