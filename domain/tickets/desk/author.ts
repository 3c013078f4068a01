import type { TicketAuthor } from "../thread.ts";

/** Who works on a ticket, as its thread names them. */
export function staffAuthor({ id, name }: { readonly id: string | null; readonly name: string }): TicketAuthor {
  return { side: "staff", id, name };
}
