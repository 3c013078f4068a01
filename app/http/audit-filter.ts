import { z } from "zod";

import type { AuditFilter } from "#domain/audit/queries.server.ts";
import { nextDay, startOfDay } from "#domain/projects/effect.ts";

import { day } from "./form-fields.ts";

/** The audit is of the whole platform: its days are those of the provider. */
export const AUDIT_TIME_ZONE = "Europe/Paris";

const word = (longest: number) => z.string().trim().max(longest).optional().catch(undefined);
const id = z.coerce.number().int().positive().optional().catch(undefined);
const optionalDay = day.optional().catch(undefined);

const AuditQuery = z.object({
  who: word(100),
  action: word(80),
  subject: word(100),
  client: id,
  project: id,
  from: optionalDay,
  to: optionalDay,
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** The filter of an address, both days included; what cannot be read is left out, as an old link must still open. */
export function auditFilterOf(request: Request): { filter: AuditFilter; page: number } {
  const query = AuditQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { who, action, subject, client, project, from, to, page } = query;
  return {
    filter: {
      who: who || undefined,
      action: action || undefined,
      subject: subject || undefined,
      clientId: client,
      projectId: project,
      from: from ? startOfDay(AUDIT_TIME_ZONE, from) : undefined,
      to: to ? startOfDay(AUDIT_TIME_ZONE, nextDay(to)) : undefined,
    },
    page,
  };
}
