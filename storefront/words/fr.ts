import { catalogue } from "./fr/catalogue.ts";
import { milestones } from "./fr/milestones.ts";
import { shell } from "./fr/shell.ts";

/** The shop's texts, a record a concept; Spanish has every key of these. */
export const fr = { catalogue, milestones, shell };

export type Words = typeof fr;
