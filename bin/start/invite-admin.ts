import type { Database } from "#db/client.server.ts";
import { StartRefused } from "#db/start-refused.ts";
import { createFirstAdminInvitation } from "#domain/identity/invitations.server.ts";
import type { Settings } from "./settings.ts";

/** The link for the console of whoever runs the program. It works once, within an hour. */
export async function inviteAdmin(db: Database, { url }: Pick<Settings, "url">, email: string): Promise<string> {
  if (!/^\S+@\S+$/.test(email)) throw new StartRefused(`${email} is not an e-mail address.`);
  const invited = await createFirstAdminInvitation(db, email, new URL(url));
  if ("link" in invited) return invited.link;
  throw new StartRefused(`There is a user with the address ${email} already: an admin can give them the role.`);
}
