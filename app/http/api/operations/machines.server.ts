import { z } from "zod";

import { database } from "#db/client.server.ts";
import type { StateNow } from "#domain/machines/history.ts";
import { type Machine as MachineRow, machineByName, machinesOf, statesOf } from "#domain/machines/queries.server.ts";

import { absent, ok } from "../answer.ts";
import { onProject } from "../operation.ts";
import { cursorParameter, limitParameter, pageByName, pageOf } from "../schemas/paging.ts";
import { Machine, MachineDetail } from "../schemas/things.ts";

const MachinesQuery = z.strictObject({
  role: z.string().max(40).optional().meta({ description: "Only machines of this role.", example: "web" }),
  limit: limitParameter,
  cursor: cursorParameter,
});

export const listMachines = onProject({
  id: "listMachines",
  method: "GET",
  path: "/projects/{slug}/machines",
  tag: "machines",
  summary: "The machines of a project in use, by name",
  scope: "projects.read",
  action: "machine.read",
  query: MachinesQuery,
  answers: [{ status: 200, description: "A page of machines.", schema: pageOf(Machine) }],
  async handle({ project, query }) {
    const [all, states] = await Promise.all([machinesOf(database(), [project.id]), statesOf(database(), [project.id])]);
    const wanted = query.role === undefined ? all : all.filter(({ role }) => role.slug === query.role);
    const { items, next } = pageByName(wanted, ({ name }) => name, query);
    return ok({ data: items.map((machine) => shown(machine, states.get(machine.id))), next });
  },
});

export const getMachine = onProject({
  id: "getMachine",
  method: "GET",
  path: "/projects/{slug}/machines/{machine}",
  tag: "machines",
  summary: "One machine",
  scope: "projects.read",
  action: "machine.read",
  answers: [{ status: 200, description: "The machine.", schema: MachineDetail }],
  async handle({ project, params }) {
    const [machine, states] = await Promise.all([
      machineByName(database(), project.id, params.machine ?? ""),
      statesOf(database(), [project.id]),
    ]);
    if (!machine) return absent("machine");
    const { contract, site, tags, parents, createdAt } = machine;
    const { cpuGhz, memoryBytes, diskBytes, bandwidthBits } = contract;
    return ok({
      ...shown(machine, states.get(machine.id)),
      contract: { cpuGhz, memoryBytes, diskBytes, bandwidthBitsPerSecond: bandwidthBits },
      site,
      tags,
      parents,
      createdAt: createdAt.toISOString(),
    });
  },
});

function shown({ name, role, position, application, simulated }: MachineRow, state: StateNow | undefined) {
  return {
    name,
    role: role.slug,
    position,
    application: application?.slug ?? null,
    state: state?.state ?? "never",
    stateSince: state?.since.toISOString() ?? null,
    simulated,
  };
}
