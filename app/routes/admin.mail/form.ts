import { z } from "zod";

import { wholeNumber } from "#app/http/form-fields.ts";

const mail = wholeNumber(1, 2_147_483_647);
const ticked = z.literal("on").optional();

export const OpenForm = z.object({ mail, project: wholeNumber(1, 2_147_483_647), remember: ticked });
export const JoinForm = z.object({ mail, ticket: wholeNumber(1, 2_147_483_647) });
export const DismissForm = z.object({ mail, as: z.enum(["spam", "kept"]), refuseSender: ticked });
