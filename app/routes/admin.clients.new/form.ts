import { z } from "zod";

import { line, optionalLine } from "#app/http/form-fields.ts";

export const NewClientForm = z.object({
  name: line(190),
  /** Made of the name when empty. */
  slug: optionalLine(60).transform((slug) => slug || undefined),
});
