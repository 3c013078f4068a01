import type { Texts, TextTree } from "./index.ts";

/**
 * Turns what the bundler collected into namespaces: `./fr/ui.ts` holds the texts of `ui`, and the files of `./fr/admin/`
 * hold those of `admin` between them. A key in two of them would hide a text, so it throws.
 */
export function byNamespace(files: Record<string, unknown>): Texts {
  const namespaces: Record<string, Record<string, TextTree[string]>> = {};
  for (const [path, texts] of Object.entries(files)) {
    const name = path.replace(/^\.\/[^/]+\/([\w-]+).*$/, "$1");
    const namespace = namespaces[name] ?? {};
    for (const [key, text] of Object.entries(texts as TextTree)) {
      if (key in namespace) throw new Error(`${path}: ${name}:${key} is in another file already`);
      namespace[key] = text;
    }
    namespaces[name] = namespace;
  }
  return namespaces;
}
