import type { DatabaseHandle } from "#db/client.server.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";
import { issueApiToken } from "#domain/api-tokens/commands.server.ts";
import { API_SCOPES } from "#domain/api-tokens/token.ts";

import { signIn } from "../stack.ts";
import type { Address } from "./addresses.ts";

/** Staff of the platform, staff of some projects, and a client. */
const CALLERS = ["admin", "pm", "clientAdmin"] as const;

/** Whoever asks, with what each of his requests carries. */
export interface Caller {
  readonly name: (typeof CALLERS)[number];
  readonly headers: Readonly<Record<NonNullable<Address["speaks"]>, Readonly<Record<string, string>>>>;
}

/** Signs everybody in, and gives each a token of the public API. */
export function callers(extranetUrl: string, { db }: DatabaseHandle): Promise<Caller[]> {
  return Promise.all(
    CALLERS.map(async (name) => {
      const { id, email, name: called } = DEMO_PEOPLE[name];
      const asked = { name: "Bench", scopes: API_SCOPES, projectIds: null, days: 1 };
      const issued = await issueApiToken(db, { id, name: called, address: null }, id, asked);
      if ("refused" in issued) throw new Error(`${email} gets no token: ${issued.refused}`);
      const cookie = await signIn(extranetUrl, email);
      return { name, headers: { cookie: { cookie }, token: { authorization: `Bearer ${issued.token}` } } };
    }),
  );
}
