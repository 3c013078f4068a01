import { hashPassword } from "better-auth/crypto";
import { min } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { interventions } from "#db/schema/interventions.ts";
import { tickets } from "#db/schema/tickets.ts";
import { seedDemo } from "#db/seed/demo.ts";
import { DEMO_PEOPLE } from "#db/seed/people.ts";

export const PASSWORD = "timonerie-demo";

export interface FixtureMachine {
  readonly id: number;
  readonly sourceId: number;
  readonly name: string;
}

export interface FixtureUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export type World = Awaited<ReturnType<typeof popgom>>;

// One hash costs 80 ms of CPU, and all the fixtures have the same password.
let hashed: Promise<string> | undefined;

/** The one world of named fixtures: the demo's. Everybody's password is PASSWORD. */
export async function popgom(db: Database, now = new Date()) {
  hashed ??= hashPassword(PASSWORD);
  const world = await seedDemo(db, await hashed, now);
  const ticket = await firstTickets(db);
  const intervention = await firstInterventions(db);
  const machine = named(world.popgom.machines);
  const otherMachine = named(world.other.machines);
  return {
    client: { id: world.popgom.clientId, slug: "tyredating", name: "Tyredating" },
    project: { id: world.popgom.projectId, clientId: world.popgom.clientId, slug: "popgom", name: "POPGOM" },
    applications: world.popgom.applications,
    /** Number of the first of its tickets. */
    ticket: ticket(world.popgom.projectId),
    intervention: intervention(world.popgom.projectId),
    web1: machine("web-1"),
    web2: machine("web-2"),
    app1: machine("app-1"),
    app2: machine("app-2"),
    db1: machine("db-1"),
    db2: machine("db-2"),
    orders1: machine("orders-1"),
    lb1: machine("lb-1"),
    lb2: machine("lb-2"),
    /** The second client and what belongs to it: foreign to everybody of Tyredating. */
    other: {
      client: { id: world.other.clientId, slug: "autre", name: "Autre" },
      project: { id: world.other.projectId, clientId: world.other.clientId, slug: "vitrine", name: "Vitrine" },
      application: world.other.applicationId,
      ticket: ticket(world.other.projectId),
      intervention: intervention(world.other.projectId),
      web1: otherMachine("web-1"),
      db1: otherMachine("db-1"),
    },
    admin: person("admin"),
    pm: person("pm"),
    support: person("support"),
    clientAdmin: person("clientAdmin"),
    approver: person("approver"),
    viewer: person("viewer"),
    otherViewer: person("otherViewer"),
  };
}

async function firstTickets(db: Database): Promise<(projectId: number) => number> {
  const { projectId, id } = tickets;
  const rows = await db
    .select({ projectId, id: min(id) })
    .from(tickets)
    .groupBy(projectId);
  return (of) => {
    const found = rows.find((row) => row.projectId === of)?.id;
    if (!found) throw new Error(`The world has no ticket of project ${of}`);
    return found;
  };
}

async function firstInterventions(db: Database): Promise<(projectId: number) => number> {
  const { projectId, id } = interventions;
  const rows = await db
    .select({ projectId, id: min(id) })
    .from(interventions)
    .groupBy(projectId);
  return (of) => {
    const found = rows.find((row) => row.projectId === of)?.id;
    if (!found) throw new Error(`The world has no intervention of project ${of}`);
    return found;
  };
}

function named(machines: readonly FixtureMachine[]): (name: string) => FixtureMachine {
  return (name) => {
    const found = machines.find((machine) => machine.name === name);
    if (!found) throw new Error(`The world has no machine ${name}`);
    return found;
  };
}

function person(key: keyof typeof DEMO_PEOPLE): FixtureUser {
  const { id, name, email } = DEMO_PEOPLE[key];
  return { id, name, email };
}
