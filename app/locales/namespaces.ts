import type { Texts, TextTree } from "./index.ts";

/** Turns what the bundler collected (`./fr/ui.ts`: its texts) into namespaces (`ui`: its texts). */
export function byNamespace(files: Record<string, unknown>): Texts {
  return Object.fromEntries(
    Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.ts$/g, ""), texts as TextTree]),
  );
}
