import { z } from "zod";

import { isMachineAddress } from "#domain/machines/names.ts";

import {
  gibibytesOrNull,
  gigahertzOrNull,
  line,
  lineOrNull,
  megabitsOrNull,
  optionalLine,
  rowId,
  rowIdOrNull,
  words,
} from "./form-fields.ts";

/** What a console link may be: a web page. Anything else could run in the reader's browser. */
const consoleUrl = lineOrNull(500).refine((url) => url === null || isWebAddress(url), "admin:problems.badUrl");

/** The fields that a new machine and an edited one have in common, in the units people type. */
export const MachineForm = z
  .object({
    role: line(40),
    applicationId: rowIdOrNull,
    position: optionalLine(80),
    cpuGhz: gigahertzOrNull,
    memoryGib: gibibytesOrNull,
    diskGib: gibibytesOrNull,
    bandwidthMbit: megabitsOrNull,
    addresses: words(20, isMachineAddress, "admin:problems.badAddress"),
    site: optionalLine(120),
    consoleUrl,
    tags: words(20, (word) => word.length <= 40, "admin:problems.tooLong"),
    parentIds: z.array(rowId).max(200).default([]),
  })
  .transform(({ cpuGhz, memoryGib, diskGib, bandwidthMbit, ...details }) => ({
    ...details,
    contractedCpuGhz: cpuGhz,
    contractedMemoryBytes: memoryGib,
    contractedDiskBytes: diskGib,
    contractedBandwidthBits: bandwidthMbit,
  }));

/** Refusals of the commands, and the field that each is about. */
export const MACHINE_FIELDS = {
  badName: "name",
  nameTaken: "name",
  unknownRole: "role",
  applicationOfAnotherProject: "applicationId",
  parentOfAnotherProject: "parentIds",
  parentsInCircle: "parentIds",
};

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}
