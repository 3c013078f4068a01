import { z } from "zod";

import { PIN_LIMITS, PIN_READERS } from "#domain/pins/pin.ts";

export const PutForm = z.object({
  for: z.enum(PIN_READERS),
  pagePath: z.string().max(PIN_LIMITS.path),
  pageTitle: z.string(),
  sentence: z.string(),
});

export const TakeOffForm = z.object({ pinId: z.coerce.number().int().positive() });
