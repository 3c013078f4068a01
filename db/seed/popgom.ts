import type { Database } from "../client.server.ts";
import { clients } from "../schema/clients.ts";
import { applications, contacts, contractTerms, pools, projects } from "../schema/projects.ts";
import { GIB, type InsertedMachine, insertFleet, type PlannedMachine, required } from "./fleet.ts";
import { DEMO_PEOPLE, DEPUTY } from "./people.ts";

export interface Popgom {
  readonly clientId: number;
  readonly projectId: number;
  readonly applications: { readonly shop: number; readonly database: number; readonly orders: number };
  readonly machines: readonly InsertedMachine[];
}

// The sizes of the business case of 25 June 2009, per server. Nothing is contracted for the two balancers.
const WEB = { cpuGhz: 2, memoryGib: 2, diskGib: 40 };
const APP = { cpuGhz: 4, memoryGib: 8, diskGib: 30 };
const DB = { cpuGhz: 6, memoryGib: 4, diskGib: 50 };
const ORDERS = { cpuGhz: 2, memoryGib: 4, diskGib: 70 };

const SIGNED_ON = "2026-01-01";

/** Tyredating and its project POPGOM, as in the business case. */
export async function insertPopgom(db: Database, now: Date): Promise<Popgom> {
  const [client] = await db
    .insert(clients)
    .values({ slug: "tyredating", name: "Tyredating", createdAt: now })
    .$returningId();
  const clientId = required(client).id;
  const [project] = await db
    .insert(projects)
    .values({
      clientId,
      slug: "popgom",
      name: "POPGOM",
      summary: "pneus en ligne",
      timeZone: "Europe/Paris",
      projectManagerId: DEMO_PEOPLE.pm.id,
      deputyManagerId: DEPUTY.id,
      createdAt: now,
    })
    .$returningId();
  const projectId = required(project).id;

  const [shop, database, orders] = await db
    .insert(applications)
    .values([
      { projectId, slug: "boutique", name: "Boutique", createdAt: now },
      { projectId, slug: "base-de-donnees", name: "Base de données", createdAt: now },
      { projectId, slug: "suivi-de-commandes", name: "Suivi de commandes", createdAt: now },
    ])
    .$returningId();
  const ids = { shop: required(shop).id, database: required(database).id, orders: required(orders).id };

  const planned = fleet(ids);
  const inserted = await insertFleet(db, projectId, planned, now);
  await insertPools(db, planned, now);
  await insertContract(db, clientId, projectId, now);
  return { clientId, projectId, applications: ids, machines: inserted };
}

/** In the way of a visit: balancers, web, application, database; the order tracking beside them. */
function fleet(ids: Popgom["applications"]): PlannedMachine[] {
  const shop = { applicationId: ids.shop };
  const balancers = ["lb-1", "lb-2"];
  const webs = ["web-1", "web-2"];
  return [
    { ...shop, name: "lb-1", role: "lb", contracted: null, address: "10.20.4.1" },
    { ...shop, name: "lb-2", role: "lb", position: "secours", contracted: null, address: "10.20.4.2" },
    { ...shop, name: "web-1", role: "web", contracted: WEB, address: "10.20.4.11", parents: balancers },
    { ...shop, name: "web-2", role: "web", contracted: WEB, address: "10.20.4.12", parents: balancers },
    { ...shop, name: "app-1", role: "app", contracted: APP, address: "10.20.4.21", parents: webs },
    { ...shop, name: "app-2", role: "app", contracted: APP, address: "10.20.4.22", parents: webs },
    {
      applicationId: ids.database,
      name: "db-1",
      role: "db",
      position: "maître",
      contracted: DB,
      address: "10.20.4.31",
    },
    {
      applicationId: ids.database,
      name: "db-2",
      role: "db",
      position: "copie",
      contracted: DB,
      address: "10.20.4.32",
      parents: ["db-1"],
    },
    {
      applicationId: ids.orders,
      name: "orders-1",
      role: "orders",
      contracted: ORDERS,
      address: "10.20.4.41",
      parents: ["db-1"],
    },
  ];
}

/** The pool of an application is the sum of its machines' contracted sizes. */
export async function insertPools(db: Database, planned: readonly PlannedMachine[], now: Date): Promise<void> {
  const applicationIds = new Set(planned.flatMap(({ applicationId }) => applicationId ?? []));
  const rows = [...applicationIds].map((applicationId) => {
    const sizes = planned.flatMap((machine) =>
      machine.applicationId === applicationId ? (machine.contracted ?? []) : [],
    );
    const sum = (size: (contracted: (typeof sizes)[number]) => number) =>
      sizes.reduce((total, contracted) => total + size(contracted), 0);
    return {
      applicationId,
      cpuGhz: sum(({ cpuGhz }) => cpuGhz),
      memoryBytes: sum(({ memoryGib }) => memoryGib) * GIB,
      diskBytes: sum(({ diskGib }) => diskGib) * GIB,
      effectiveOn: SIGNED_ON,
      createdAt: now,
    };
  });
  await db.insert(pools).values(rows);
}

async function insertContract(db: Database, clientId: number, projectId: number, now: Date): Promise<void> {
  await db.insert(contractTerms).values({
    projectId,
    effectiveOn: SIGNED_ON,
    availabilityTarget: 0.998,
    maintenanceNoticeDays: 5,
    supportHours: "24/7",
    createdAt: now,
  });
  await db.insert(contacts).values([
    {
      clientId,
      projectId,
      name: "Julien Mercadier",
      role: "Directeur technique",
      telephone: "01 99 00 51 02",
      email: "admin@popgom.test",
      hours: "lun.-ven. 9 h-19 h",
      callingOrder: 1,
    },
    {
      clientId,
      projectId,
      name: "Sophie Lanvin",
      role: "Astreinte technique",
      telephone: "06 99 00 51 17",
      email: null,
      hours: "24 h sur 24",
      callingOrder: 2,
    },
    {
      clientId,
      projectId: null,
      name: "Antoine Barrault",
      role: "Directeur général",
      telephone: "01 99 00 51 01",
      email: null,
      hours: "lun.-ven. 9 h-18 h",
      callingOrder: 3,
      note: "À prévenir de toute coupure de plus d’une heure.",
    },
  ]);
}
