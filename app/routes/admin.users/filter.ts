import { z } from "zod";

import { ROLES, type Role } from "#domain/identity/permissions.ts";

const UserFilterQuery = z.object({
  search: z.string().trim().toLowerCase().max(100).catch(""),
  role: z.enum(ROLES).optional().catch(undefined),
  client: z.coerce.number().int().positive().optional().catch(undefined),
});

type UserFilter = z.infer<typeof UserFilterQuery>;

/** The filter of an address; what cannot be read is left out, as an old link must still open. */
export function filterOf(request: Request): UserFilter {
  return UserFilterQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
}

interface Person {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly { readonly role: Role; readonly clientId: number | null }[];
}

/** Whether a user has one role that fits both the role and the client asked for. */
export function isWanted({ name, email, roles }: Person, { search, role, client }: UserFilter): boolean {
  if (search && !`${name} ${email}`.toLowerCase().includes(search)) return false;
  if (!role && !client) return true;
  return roles.some((held) => (!role || held.role === role) && (!client || held.clientId === client));
}
