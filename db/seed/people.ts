import type { Database } from "../client.server.ts";
import { account, memberships, type ROLES, user } from "../schema/identity.ts";

/** The demo's logins (design.md, Run) and one deputy who has none. Ids are readable: tests and logs name them. */
export const DEMO_PEOPLE = {
  admin: { id: "demo-admin", name: "Lina Berthier", email: "admin@timonerie.test", telephone: "01 99 00 48 10" },
  pm: { id: "demo-pm", name: "Claire Aubrac", email: "pm@timonerie.test", telephone: "01 99 00 48 20" },
  support: { id: "demo-support", name: "Sofiane Amrani", email: "support@timonerie.test", telephone: "01 99 00 48 30" },
  clientAdmin: { id: "demo-client-admin", name: "Julien Mercadier", email: "admin@popgom.test", telephone: null },
  approver: { id: "demo-approver", name: "Inés Robledo", email: "approver@popgom.test", telephone: null },
  viewer: { id: "demo-viewer", name: "Marc Delorme", email: "viewer@popgom.test", telephone: null },
  otherViewer: { id: "demo-other-viewer", name: "Nadia Kessler", email: "viewer@autre.test", telephone: null },
} as const;

export const DEPUTY = {
  id: "demo-deputy",
  name: "Hélène Marchais",
  email: "deputy@timonerie.test",
  telephone: "01 99 00 48 21",
} as const;

export async function insertPeople(db: Database, passwordHash: string, now: Date): Promise<void> {
  const people = [...Object.values(DEMO_PEOPLE), DEPUTY];
  await db
    .insert(user)
    .values(people.map((person) => ({ ...person, emailVerified: true, demo: true, createdAt: now, updatedAt: now })));
  await db.insert(account).values(
    Object.values(DEMO_PEOPLE).map(({ id }) => ({
      id: `${id}-password`,
      accountId: id,
      providerId: "credential",
      userId: id,
      password: passwordHash,
      createdAt: now,
      updatedAt: now,
    })),
  );
}

export interface Places {
  readonly clientId: number;
  readonly projectId: number;
  readonly otherClientId: number;
}

export async function insertMemberships(db: Database, places: Places, now: Date): Promise<void> {
  const platform = (person: { id: string }, role: "admin" | "support") => ({
    ...grant(person, role, now),
    scope: "platform",
  });
  const ofProject = (person: { id: string }) => ({
    ...grant(person, "project_manager", now),
    projectId: places.projectId,
    scope: `project:${places.projectId}`,
  });
  const ofClient = (person: { id: string }, role: "client_admin" | "approver" | "viewer", clientId: number) => ({
    ...grant(person, role, now),
    clientId,
    scope: `client:${clientId}`,
  });
  await db
    .insert(memberships)
    .values([
      platform(DEMO_PEOPLE.admin, "admin"),
      platform(DEMO_PEOPLE.support, "support"),
      ofProject(DEMO_PEOPLE.pm),
      ofProject(DEPUTY),
      ofClient(DEMO_PEOPLE.clientAdmin, "client_admin", places.clientId),
      ofClient(DEMO_PEOPLE.approver, "approver", places.clientId),
      ofClient(DEMO_PEOPLE.viewer, "viewer", places.clientId),
      ofClient(DEMO_PEOPLE.otherViewer, "viewer", places.otherClientId),
    ]);
}

function grant(person: { id: string }, role: (typeof ROLES)[number], now: Date) {
  return { userId: person.id, role, clientId: null, projectId: null, grantedAt: now };
}
