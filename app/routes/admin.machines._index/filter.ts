import { z } from "zod";

import type { MachineFilter } from "#domain/machines/registry.server.ts";

const MachineFilterQuery = z.object({
  search: z.string().trim().max(60).catch(""),
  client: z.coerce.number().int().positive().optional().catch(undefined),
  role: z.string().max(40).catch(""),
  enrolment: z.enum(["none", "waiting", "enrolled"]).optional().catch(undefined),
  retired: z.literal("yes").optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** The filter of an address; what cannot be read is left out, as an old link must still open. */
export function filterOf(request: Request): { filter: MachineFilter; page: number } {
  const query = MachineFilterQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { search, client, role, enrolment, retired, page } = query;
  return {
    filter: {
      search: search || undefined,
      clientId: client,
      role: role || undefined,
      enrolment,
      retired: retired === "yes",
    },
    page,
  };
}
