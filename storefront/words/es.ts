import { catalogue } from "./es/catalogue.ts";
import { shell } from "./es/shell.ts";
import type { Words } from "./fr.ts";

export const es: Words = { catalogue, shell };
