import type { Database } from "../client.server.ts";
import { clients, providers } from "../schema/clients.ts";
import { user } from "../schema/identity.ts";
import { insertBackups } from "./backups.ts";
import { seedBase } from "./base.ts";
import { insertConsumption } from "./consumption.ts";
import { insertDesk } from "./desk.ts";
import { insertDeskClocks } from "./desk-clocks.ts";
import { insertDeskWindows } from "./desk-windows.ts";
import { insertInterventions } from "./interventions.ts";
import { insertKnowledge } from "./knowledge.ts";
import { insertFurtherClients, LARGE_OTHER_CLIENT } from "./large.ts";
import { type ClientWithProject, insertClient, OTHER_CLIENT } from "./other-client.ts";
import { insertMemberships, insertPeople } from "./people.ts";
import { insertPopgom, type Popgom } from "./popgom.ts";

export interface DemoWorld {
  readonly popgom: Popgom;
  readonly other: ClientWithProject;
}

/**
 * The demo world: the client Tyredating with its project POPGOM, a second client, and the demo logins; `large`
 * makes ten clients with 212 machines. `passwordHash` is better-auth's hash of the one password of them all. Whole or not at all.
 */
export async function seedDemo(
  db: Database,
  passwordHash: string,
  now = new Date(),
  size: "popgom" | "large" = "popgom",
): Promise<DemoWorld> {
  return db.transaction(async (tx) => {
    await seedBase(tx);
    await tx.update(providers).set({ emergencyTelephone: "01 99 00 48 00", email: "support@timonerie.test" });
    await insertPeople(tx, passwordHash, now);
    const popgom = await insertPopgom(tx, now);
    const other = await insertClient(tx, size === "large" ? LARGE_OTHER_CLIENT : OTHER_CLIENT, now);
    await insertDeskClocks(tx, { popgomId: popgom.clientId, otherId: other.clientId }, now);
    if (size === "large") await insertFurtherClients(tx, now);
    await insertMemberships(
      tx,
      { clientId: popgom.clientId, projectId: popgom.projectId, otherClientId: other.clientId },
      now,
    );
    await insertInterventions(tx, { popgomId: popgom.projectId, vitrineId: other.projectId }, now);
    await insertBackups(tx, popgom, other, now);
    await insertDeskWindows(tx, popgom.projectId, now);
    await insertDesk(tx, { popgomId: popgom.projectId, vitrineId: other.projectId }, now);
    await insertConsumption(tx, { popgomId: popgom.projectId, vitrineId: other.projectId }, now);
    const { clientId, projectId } = popgom;
    await insertKnowledge(tx, { clientId, projectId, otherClientId: other.clientId }, now);
    return { popgom, other };
  });
}

/** Nobody and nothing in it: the only state in which the demo may be written. */
export async function isEmpty(db: Database): Promise<boolean> {
  const [someone] = await db.select({ id: user.id }).from(user).limit(1);
  const [client] = await db.select({ id: clients.id }).from(clients).limit(1);
  return !someone && !client;
}
