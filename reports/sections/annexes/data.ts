import { isLocalMachine } from "#domain/machines/live.ts";
import { machinesOf } from "#domain/machines/queries.server.ts";

import type { ReportContext } from "../../section.ts";
import { availability } from "../availability/view.tsx";

export interface ReportedMachine {
  readonly name: string;
  /** In the report's language. */
  readonly role: string;
  readonly application: string | null;
  /** By contract; null where it says nothing. GHz, and bytes. */
  readonly cpuGhz: number | null;
  readonly memoryBytes: number | null;
  readonly diskBytes: number | null;
}

export interface AnnexesData {
  /** The month's first instant, and the first one after it; epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  /** 744 of a month of 31 days; an hour less or more where clocks changed. */
  readonly hours: number;
  /** -1 where the month lost an hour, 1 where it had one twice. */
  readonly clockChange: number;
  readonly machines: readonly ReportedMachine[];
  /** When nobody looked at a service, oldest first. */
  readonly unmonitored: readonly { readonly service: string; readonly from: number; readonly to: number }[];
}

const HOUR_MS = 3_600_000;

/** How everything was counted, of which machines, and when nobody looked. */
export async function annexesData(context: ReportContext): Promise<AnnexesData> {
  const { db, project, from, to, timeZone, locale, measured } = context;
  const [machines, { services }] = await Promise.all([machinesOf(db, [project.id]), measured(availability)]);
  const hours = Math.round((to - from) / HOUR_MS);
  return {
    ...{ from, to, timeZone, hours, clockChange: hours - Math.round(hours / 24) * 24 },
    machines: machines
      .filter((machine) => !isLocalMachine(machine))
      .map(({ name, role, application, contract }) => ({
        ...{ name, role: role.names[locale], application: application?.name ?? null },
        ...{ cpuGhz: contract.cpuGhz, memoryBytes: contract.memoryBytes, diskBytes: contract.diskBytes },
      })),
    unmonitored: services.flatMap(({ name, unmonitored }) => unmonitored.map((gap) => ({ service: name, ...gap }))),
  };
}
