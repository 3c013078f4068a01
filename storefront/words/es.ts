import { catalogue } from "./es/catalogue.ts";
import { milestones } from "./es/milestones.ts";
import { shell } from "./es/shell.ts";
import type { Words } from "./fr.ts";

export const es: Words = { catalogue, milestones, shell };
