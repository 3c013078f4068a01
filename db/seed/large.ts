import type { Database } from "../client.server.ts";
import type { PlannedMachine } from "./fleet.ts";
import { insertClient, OTHER_CLIENT, type PlannedClient } from "./other-client.ts";

interface Grown {
  readonly slug: string;
  readonly name: string;
  readonly project: PlannedClient["project"];
  readonly machines: number;
}

/** With Tyredating's nine and the nineteen of « Autre »: ten clients and 212 machines. */
const CLIENTS: readonly Grown[] = [
  client("maison-corvin", "Maison Corvin", "corvin", "mobilier en ligne", 24),
  client("halles-du-ponant", "Halles du Ponant", "ponant", "courses livrées", 31),
  client("studio-kervran", "Studio Kervran", "kervran", "médias et diffusion", 27),
  client("brasseries-tresmes", "Brasseries Tresmes", "tresmes", "réservations et caisse", 16),
  client("velorama-44", "Vélorama 44", "velorama", "vélos et pièces", 14),
  client("librairie-des-quais", "Librairie des Quais", "quais", "livres en ligne", 18),
  client("mutuelle-du-perche", "Mutuelle du Perche", "perche", "espace adhérents", 42),
  client("optique-delaunoy", "Optique Delaunoy", "delaunoy", "lunettes en ligne", 12),
];
const MACHINES_OF_THE_OTHER = 19;

const BALANCER = { role: "lb", contracted: null };
const WEB = { role: "web", contracted: { cpuGhz: 4, memoryGib: 4, diskGib: 40 } };
const APP = { role: "app", contracted: { cpuGhz: 8, memoryGib: 16, diskGib: 60 } };
const DB = { role: "db", contracted: { cpuGhz: 8, memoryGib: 32, diskGib: 200 } };
const TURN = [BALANCER, WEB, APP, WEB, DB];

function client(slug: string, name: string, project: string, summary: string, machines: number): Grown {
  return { slug, name, project: { slug: project, name, summary }, machines };
}

/** The second client as it is in the large demo: the two machines that it always has, and seventeen more. */
export const LARGE_OTHER_CLIENT: PlannedClient = {
  ...OTHER_CLIENT,
  fleet: [
    ...OTHER_CLIENT.fleet,
    ...tiers(MACHINES_OF_THE_OTHER + OTHER_CLIENT.fleet.length, 21)
      .filter(({ name }) => !OTHER_CLIENT.fleet.some((machine) => machine.name === name))
      .slice(0, MACHINES_OF_THE_OTHER - OTHER_CLIENT.fleet.length),
  ],
};

/** The eight further clients of the large demo, to try the wall. In the caller's transaction. */
export async function insertFurtherClients(db: Database, now: Date): Promise<void> {
  for (const [index, { machines, ...planned }] of CLIENTS.entries()) {
    await insertClient(db, { ...planned, fleet: tiers(machines, 30 + index) }, now);
  }
}

/** Two balancers, then web, application and database machines in turn, as a shop of that size has them. `network` is the second byte of their addresses. */
export function tiers(count: number, network: number): Omit<PlannedMachine, "applicationId">[] {
  const seen = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const { role, contracted } = TURN[index < 2 ? 0 : 1 + (index % 4)] ?? BALANCER;
    const number = (seen.get(role) ?? 0) + 1;
    seen.set(role, number);
    return { name: `${role}-${number}`, role, contracted, address: `10.${network}.1.${index + 1}` };
  });
}
