import { and, asc, eq, gte, inArray, lte } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { serviceParts, services } from "#db/schema/availability.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { isLocalMachine } from "#domain/machines/live.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";
import { machineStretches, type TimelineScope } from "#domain/timeline/queries.server.ts";

import type { Incident } from "./incident.ts";
import { type CheckWitness, type MachineWitness, stretchOf, type Witnessed } from "./witness.ts";

/** More in one incident than a reader goes through: its charts show the rest. Of each kind. */
const MOST_SEEN = 30;

type Place = Pick<Incident, "id" | "startedAt" | "recoveredAt" | "checkId" | "entries">;

/**
 * What the platform saw in each of these incidents of the project, by their ids: alerts of the project's machines that
 * began or ended in it, and changes of the checks that its services are judged by. Read, never written: an incident that
 * is opened by hand afterwards has its witnesses too.
 */
export async function witnessesOf(
  db: Database,
  projectId: number,
  incidents: readonly Place[],
  now = new Date(),
): Promise<Map<number, Witnessed>> {
  if (incidents.length === 0) return new Map();
  const [parts, machines] = await Promise.all([checkParts(db, projectId), machinesOf(db, [projectId])]);
  // What Timonerie itself runs on is nothing of the client's.
  const machineIds = machines.filter((machine) => !isLocalMachine(machine)).map(({ id }) => id);
  const told = incidents.map(async (incident) => {
    const [ofMachines, ofChecks] = await Promise.all([
      machineWitnesses(db, { projectIds: [projectId], machineIds }, incident, now),
      checkWitnesses(db, projectId, incident, checksOf(incident, parts), now),
    ]);
    const isWhole = ofMachines.length <= MOST_SEEN && ofChecks.length <= MOST_SEEN;
    const seen = [...ofMachines.slice(0, MOST_SEEN), ...ofChecks.slice(0, MOST_SEEN)];
    return [incident.id, { seen: seen.sort((one, other) => one.at.getTime() - other.at.getTime()), isWhole }] as const;
  });
  return new Map(await Promise.all(told));
}

async function machineWitnesses(
  db: Database,
  scope: TimelineScope,
  incident: Place,
  now: Date,
): Promise<MachineWitness[]> {
  const { from, to } = stretchOf(incident, now);
  // The end itself is in it: what a machine suffered often ends as the service recovers.
  const found = await machineStretches(db, scope, from, new Date(to.getTime() + 1));
  return found
    .filter(({ at, until }) => at >= from || (until !== null && until <= to))
    .map((stretch) => ({ ...stretch, kind: "machine" as const }));
}

async function checkWitnesses(
  db: Database,
  projectId: number,
  incident: Place,
  checkIds: readonly number[],
  now: Date,
): Promise<CheckWitness[]> {
  if (checkIds.length === 0) return [];
  const { from, to } = stretchOf(incident, now);
  const { id, checkId, at, state, reason } = checkStates;
  const rows = await db
    .select({ id, checkId, at, state, reason, check: checks.name })
    .from(checkStates)
    .innerJoin(checks, eq(checks.id, checkId))
    .where(
      and(
        eq(checks.projectId, projectId),
        inArray(checkId, [...checkIds]),
        gte(at, from.getTime()),
        lte(at, to.getTime()),
      ),
    )
    .orderBy(asc(at), asc(id))
    .limit(2 * MOST_SEEN);
  // What its own check did, the platform wrote into the thread as it happened.
  const written = new Set(
    incident.entries.filter(({ authorName }) => authorName === null).map(({ at: when }) => when.getTime()),
  );
  return rows
    .filter((row) => row.checkId !== incident.checkId || !written.has(row.at))
    .map(({ id: stateId, at: when, checkId: _, ...change }) => ({
      ...{ ...change, kind: "check" as const, id: `check-${stateId}` },
      at: new Date(when),
    }));
}

interface CheckPart {
  readonly serviceId: number;
  readonly checkId: number | null;
}

function checkParts(db: Database, projectId: number): Promise<CheckPart[]> {
  const { serviceId, checkId } = serviceParts;
  return db
    .select({ serviceId, checkId })
    .from(serviceParts)
    .innerJoin(services, eq(services.id, serviceId))
    .where(eq(services.projectId, projectId));
}

/** The checks of the services that the incident's check is a part of; of all services for one opened by hand. */
function checksOf({ checkId: own }: Place, parts: readonly CheckPart[]): number[] {
  const its = new Set(parts.filter(({ checkId }) => own === null || checkId === own).map(({ serviceId }) => serviceId));
  const ids = parts.filter(({ serviceId }) => its.has(serviceId)).flatMap(({ checkId }) => checkId ?? []);
  return [...new Set(own === null ? ids : [...ids, own])];
}
