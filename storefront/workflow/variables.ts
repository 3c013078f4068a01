import { z } from "zod";

/** What an order tells its partners; the owner may correct each of them while the order is stuck. */
export const WorkflowVariables = z.strictObject({
  /** What the supplier calls the tyres: our slugs, with spaces between. */
  reference: z.string().trim().min(1).max(120),
  quantity: z.coerce.number().int().min(1).max(100),
  /** Of the fitting centre, to which the carrier delivers. */
  deliveryPostcode: z.string().trim().min(1).max(10),
  centre: z.string().trim().min(1).max(120),
  /** Beginning of the appointment, ISO 8601 in UTC; empty without one. */
  slotAt: z.union([z.literal(""), z.iso.datetime()]),
});

export type WorkflowVariables = z.infer<typeof WorkflowVariables>;
