import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import ts from "typescript";

/*
 * Who may import whom: the table of style.md ("Folders and who may import whom"), read from every import of the tree.
 * What goes beyond that table is decided in docs/decisions/009-imports-beyond-the-table.md.
 */

export interface Breach {
  readonly file: string;
  readonly imports: string;
  readonly because: string;
}

const AREAS = ["app", "domain", "agent", "collector", "db", "reports", "storefront", "bin", "bench", "tests"];

/** Every breach under `root`, in the order of the files. */
export function breachesOf(root: string): Breach[] {
  return sourcesUnder(root).flatMap((file) =>
    importsOf(file, readFileSync(join(root, file), "utf8")).flatMap((imported) => {
      const because = reasonAgainst(root, file, imported);
      return because ? [{ file, imports: imported ?? "(computed)", because }] : [];
    }),
  );
}

function sourcesUnder(root: string): string[] {
  const places = readdirSync(root, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() ? AREAS.includes(entry.name) : isSource(entry.name)))
    .map((entry) => entry.name);
  return places.flatMap((place) => {
    if (!statSync(join(root, place)).isDirectory()) return [place];
    return readdirSync(join(root, place), { recursive: true, encoding: "utf8" })
      .filter((path) => isSource(path) && !path.includes("testdata"))
      .map((path) => join(place, path));
  });
}

function isSource(path: string): boolean {
  return /\.(ts|tsx|js|mjs|cjs)$/.test(path);
}

/** What the file imports or re-exports, statically, dynamically and in types; undefined for a computed import. */
export function importsOf(file: string, text: string): (string | undefined)[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, scriptKind(file));
  const found: (string | undefined)[] = [];
  const literal = (node: ts.Node | undefined) => (node && ts.isStringLiteralLike(node) ? node.text : undefined);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) found.push(literal(node.moduleSpecifier));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) found.push(literal(node.moduleSpecifier));
    else if (ts.isImportTypeNode(node))
      found.push(ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : undefined);
    else if (ts.isCallExpression(node) && isImportCall(node)) found.push(literal(node.arguments[0]));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isImportCall({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === "require")
  );
}

function scriptKind(file: string): ts.ScriptKind {
  if (file.endsWith(".tsx")) return ts.ScriptKind.TSX;
  return file.endsWith(".ts") ? ts.ScriptKind.TS : ts.ScriptKind.JS;
}

function reasonAgainst(root: string, file: string, imported: string | undefined): string | undefined {
  const from = zoneOf(file);
  if (imported === undefined)
    return from === "tests" || from === "bin" ? undefined : "the import is computed: nobody can check it";
  if (!imported.startsWith("#") && !imported.startsWith(".")) return undefined;

  const target = targetOf(file, imported);
  // The commands load what was built from bin/timonerie.ts: in a fresh clone it is not there yet.
  if (from === "bin" && target.startsWith("build/")) return undefined;
  if (!isFile(join(root, target))) return "there is no such file: an import names its file with its extension";
  return mayImport(file, target) ? undefined : `${from} may not import ${zoneOf(target)}`;
}

function targetOf(file: string, imported: string): string {
  const path = imported.replace(/[?].*$/, "");
  return path.startsWith("#") ? normalize(path.slice(1)) : normalize(join(dirname(file), path));
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

type Zone =
  | "collector/protocol"
  | "collector/jobs"
  | "collector"
  | "agent/simulate"
  | "agent"
  | "storefront"
  | "db"
  | "domain"
  | "rule"
  | "reports"
  | "app/ui"
  | "app/http"
  | "app/locales"
  | "app/routes"
  | "app"
  | "bin"
  | "bench"
  | "tests"
  | "root";

const ZONES: readonly Zone[] = [
  "collector/protocol",
  "collector/jobs",
  "collector",
  "agent/simulate",
  "agent",
  "storefront",
  "db",
  "reports",
  "app/ui",
  "app/http",
  "app/locales",
  "app/routes",
  "app",
  "bin",
  "bench",
  "tests",
];

function zoneOf(file: string): Zone {
  if (file.startsWith("domain/")) return /\.server\.tsx?$/.test(file) ? "domain" : "rule";
  return ZONES.find((zone) => file.startsWith(`${zone}/`)) ?? "root";
}

/** The protocol and the rules are pure and small: whoever may import a zone of this table may import them too. */
const ALLOWED: Record<Zone, readonly Zone[]> = {
  "collector/protocol": [],
  storefront: [],
  agent: ["collector/protocol"],
  "agent/simulate": ["agent", "collector/protocol"],
  db: ["collector/protocol"],
  domain: ["db", "domain", "rule", "collector/protocol"],
  rule: ["collector/protocol"],
  collector: ["collector/protocol", "collector/jobs", "db", "domain", "rule"],
  "collector/jobs": ["collector", "collector/protocol", "db", "domain", "rule", "reports"],
  reports: ["domain", "rule", "db", "collector/protocol"],
  "app/ui": ["collector/protocol", "rule"],
  "app/http": ["domain", "rule", "collector/protocol", "app/locales"],
  "app/locales": [],
  app: ["app/http", "app/ui", "app/locales"],
  "app/routes": ["domain", "rule", "collector/protocol", "reports", "app/ui", "app/http"],
  bin: ZONES.filter((zone) => zone !== "tests").concat("domain", "rule", "root"),
  bench: ZONES.filter((zone) => zone !== "tests").concat("domain", "rule", "root"),
  tests: [...ZONES, "domain", "rule", "root"],
  root: [],
};

/** A lock is a query that holds its row until the caller's transaction ends; series are what queries of samples give, readers whoever may see a project, readable which rows somebody may read, members who is in a group. */
const READS = /\/(queries|locks|series|readers|readable|members|choices|bounded)\.server\.ts$/;

/** Written in the transaction of whichever command causes them: an event, an audit entry, a mail, a notice, a ticket or a word in its thread, a window of maintenance. */
const WRITTEN_BY_EVERY_COMMAND =
  /\/(record|journal|outbox|notify|opening|entries|messages|mailing|store|claims|windows)\.server\.ts$/;

/** A report writes numbers and dates as the pages do: these are pure and read no clock. */
const NUMBER_HABITS = /^app\/ui\/(format\.ts|format\/[a-z]+\.ts|locale\.ts)$/;

function mayImport(file: string, target: string): boolean {
  const from = zoneOf(file);
  const to = zoneOf(target);
  if (from === "reports" && NUMBER_HABITS.test(target)) return true;
  if (from === "app/routes" && to === "app/routes") return routeOf(file) === routeOf(target);
  if (from === "domain" && to === "domain") return isOwnOrQuery(file, target);
  if (target === "db/client.server.ts" && (from === "app/http" || from === "app/routes")) return true;
  if (target === "db/schema/identity.ts" && file === "app/http/auth.server.ts") return true;
  return from === to || ALLOWED[from].includes(to);
}

function routeOf(file: string): string {
  return file.split("/")[2] ?? "";
}

/** Of another concept its queries, never its commands: what one causes in another goes through the events. */
function isOwnOrQuery(file: string, target: string): boolean {
  const sameConcept = file.split("/")[1] === target.split("/")[1];
  return sameConcept || READS.test(target) || WRITTEN_BY_EVERY_COMMAND.test(target);
}

/** For messages: one line a breach. */
export function described(breaches: readonly Breach[]): string[] {
  return breaches.map(({ file, imports, because }) => `${relative(".", file)} imports ${imports}: ${because}`);
}
