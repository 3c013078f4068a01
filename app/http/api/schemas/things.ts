import { z } from "zod";

import { shownInstant } from "./instants.ts";

const bytes = z.int().min(0);
const amount = z.number().min(0);

export const slug = z.string().min(1).max(60).meta({ description: "Slug of a project.", example: "popgom" });
export const machineName = z.string().min(1).max(60).meta({ description: "Name of a machine.", example: "web-1" });

export const Project = z
  .strictObject({
    slug: z.string().meta({ example: "popgom" }),
    name: z.string().meta({ example: "POPGOM" }),
    summary: z.string().meta({ description: "What it does, in the client's words.", example: "pneus en ligne" }),
    client: z
      .strictObject({ slug: z.string(), name: z.string() })
      .meta({ example: { slug: "tyredating", name: "Tyredating" } }),
    timeZone: z.string().meta({ description: "IANA name.", example: "Europe/Paris" }),
  })
  .meta({ id: "Project" });

const Pool = z.strictObject({
  cpuGhz: amount,
  memoryBytes: bytes,
  diskBytes: bytes,
  effectiveOn: z.iso.date().meta({ description: "Day from which it counts." }),
});

export const ProjectDetail = z
  .strictObject({
    ...Project.shape,
    applications: z.array(
      z.strictObject({
        slug: z.string(),
        name: z.string(),
        pool: Pool.nullable().meta({ description: "What is contracted now; null where nothing is." }),
      }),
    ),
  })
  .meta({ id: "ProjectDetail" });

export const Machine = z
  .strictObject({
    name: z.string().meta({ example: "web-1" }),
    role: z.string().meta({ example: "web" }),
    position: z.string().meta({ description: "What distinguishes it from its twin." }),
    application: z.string().nullable().meta({ description: "Slug.", example: "boutique" }),
    state: z
      .enum(["ok", "warn", "crit", "mute", "never"])
      .meta({ description: "Recorded last; `mute` was heard once and is silent, `never` was not heard yet." }),
    stateSince: shownInstant.nullable().meta({ description: "Null where nothing was recorded yet." }),
    simulated: z.boolean().meta({ description: "Whether its measurements are a demonstration's." }),
  })
  .meta({ id: "Machine" });

export const MachineDetail = z
  .strictObject({
    ...Machine.shape,
    contract: z.strictObject({
      cpuGhz: amount.nullable(),
      memoryBytes: bytes.nullable(),
      diskBytes: bytes.nullable(),
      bandwidthBitsPerSecond: bytes.nullable(),
    }),
    site: z.string(),
    tags: z.array(z.string()),
    parents: z.array(z.string()).meta({ description: "Names of the machines that it needs." }),
    createdAt: shownInstant,
  })
  .meta({ id: "MachineDetail" });
