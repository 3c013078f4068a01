import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));

/** The shop's sources: this directory, or, from build/shop.js, the one beside build/. */
const SOURCES = existsSync(join(HERE, "pages/shop.css")) ? HERE : join(HERE, "../storefront");

/** Path of a file that the shop reads as it stands: the style sheet, migrations, the workflow's diagram. */
export function shopFile(path: string): string {
  return join(SOURCES, path);
}

/** Path of a file that the build makes for the browser; it may be missing where nothing was built. */
export function builtFile(name: string): string {
  return join(SOURCES, "../build", name);
}
