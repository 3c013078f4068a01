import { z } from "zod";

import { type Fact, MAX_PENDING_PACKAGES } from "#collector/protocol/push.ts";

/** Text of a machine: cut, and made whole where it holds half of a character. It is shown as text, never as markup. */
const text = (length: number) =>
  z.string().transform((value) => value.slice(0, length).replace(/\p{Surrogate}/gu, "\uFFFD"));
const amount = z.number().nonnegative();

/** A field that is not what it should be is left out: an inventory is worth keeping without it. */
const optional = <Type extends z.ZodType>(type: Type) =>
  type
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined);
const list = <Type extends z.ZodType>(item: Type) =>
  optional(z.array(z.unknown()).transform((items) => items.slice(0, 256).flatMap((one) => kept(item, one))));

const pendingPackage = z.object({
  name: text(120).refine((name) => name !== ""),
  from: text(80).nullable().catch(null),
  to: text(80),
  security: z.boolean(),
});

export const inventorySchema = z.object({
  hostname: optional(text(253)),
  os: optional(
    z.object({
      name: optional(text(100)),
      version: optional(text(100)),
      codename: optional(text(100)),
      architecture: optional(text(40)),
    }),
  ),
  kernel: optional(text(200)),
  cpu: optional(
    z.object({
      model: optional(text(200)),
      cores: optional(amount),
      physicalCores: optional(amount),
      nominalGhz: optional(amount),
    }),
  ),
  memoryBytes: optional(amount),
  swapBytes: optional(amount),
  disks: list(
    z.object({
      device: text(100),
      model: optional(text(200)),
      sizeBytes: optional(amount),
      type: optional(text(40)),
    }),
  ),
  filesystems: list(z.object({ mount: text(300), type: optional(text(40)), sizeBytes: optional(amount) })),
  interfaces: list(
    z.object({
      name: text(60),
      mac: optional(text(60)),
      ipv4: optional(text(60)),
      ipv6: optional(text(60)),
      speedMbits: optional(z.number()),
    }),
  ),
  virtualization: optional(text(100)),
  bootedAt: optional(z.number()),
  rebootPending: optional(z.boolean()),
  agentVersion: optional(text(40)),
});

/** What packages wait for. Versions and names are shown as text; what is too long to be either is cut. */
export const updatesSchema = optional(
  z.object({
    manager: z.enum(["apt", "dnf"]),
    os: z.object({ id: text(40), version: text(40) }),
    // Instants that a database can hold.
    listsAt: z.number().min(0).max(4e12).nullable().catch(null),
    total: z.int().min(0).max(1_000_000),
    packages: z
      .array(z.unknown())
      .transform((items) => items.slice(0, MAX_PENDING_PACKAGES).flatMap((one) => kept(pendingPackage, one))),
  }),
);

const processShare = z.object({
  pid: z.int().nonnegative(),
  name: text(200),
  user: text(100),
  cpuRatio: z.number().nonnegative().nullable(),
  memoryBytes: amount,
});
const processesSchema = z.object({
  byCpu: z.array(processShare).max(50),
  byMemory: z.array(processShare).max(50),
});
const pluginFailuresSchema = z.array(z.object({ plugin: text(100), message: text(1_000), since: z.number() })).max(100);
const samplesDroppedSchema = z.object({ count: amount, from: z.number(), to: z.number() });

const at = z.int();

/** A fact of a push. Fields that we do not know are left out of its value. */
export const factSchema: z.ZodType<Fact> = z.discriminatedUnion("name", [
  z.strictObject({ name: z.literal("inventory"), at, value: inventorySchema }),
  z.strictObject({ name: z.literal("processes"), at, value: processesSchema }),
  z.strictObject({ name: z.literal("plugin_failures"), at, value: pluginFailuresSchema }),
  z.strictObject({ name: z.literal("samples_dropped"), at, value: samplesDroppedSchema }),
]);

function kept<Type extends z.ZodType>(type: Type, value: unknown): z.output<Type>[] {
  const parsed = type.safeParse(value);
  return parsed.success ? [parsed.data] : [];
}
