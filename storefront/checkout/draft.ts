import { z } from "zod";

import type { CheckoutDraft } from "../db/schema/baskets.ts";
import { COUNTRIES } from "../db/schema/centres.ts";

const text = (longest: number) => z.string().trim().min(1).max(longest);

/** The form of the first step. Both countries write postcodes in five figures. */
export const AddressForm = z.object({
  name: text(120).min(2),
  email: z.string().trim().toLowerCase().pipe(z.email().max(190)),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d .()-]{9,20}$/),
  address: text(160).min(4),
  postcode: z
    .string()
    .trim()
    .regex(/^\d{5}$/),
  town: text(80),
  country: z.enum(COUNTRIES),
});

export type AddressForm = z.infer<typeof AddressForm>;

/** Who buys, where to write, and when the tyres are fitted: all that an order needs beside its lines. */
export interface Buyer extends AddressForm {
  readonly slotAt: Date;
}

/** What the checkout has gathered; null while something is missing. */
export function completeDraft(draft: CheckoutDraft | null): Buyer | null {
  const address = AddressForm.safeParse(draft ?? {});
  const slotAt = new Date(draft?.slotAt ?? "");
  return address.success && !Number.isNaN(slotAt.getTime()) ? { ...address.data, slotAt } : null;
}
