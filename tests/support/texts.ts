import ts from "typescript";

/** A text that a source asks for. Where the file names several namespaces, it may be in any of them. */
export interface UsedKey {
  readonly candidates: readonly string[];
  /** The key's end is computed: only its beginning is known. */
  readonly isPrefix: boolean;
}

const NAMESPACES = [
  "mail",
  "common",
  "cockpit",
  "ui",
  "identity",
  "machines",
  "projects",
  "wall",
  "live",
  "admin",
  "search",
  "incidents",
  "knowledge",
  "marks",
  "measures",
  "charts",
  "availability",
  "capacity",
  "backups",
  "checks",
  "storefront",
  "status",
  "tickets",
  "updates",
  "reports",
  "interventions",
  "clocks",
  "consumption",
  "attachments",
  "notifications",
];
const WITH_NAMESPACE = new RegExp(`^(${NAMESPACES.join("|")}):[\\w.-]+$`);

/** The keys of t("…"), t(`….${x}`), i18nKey="…", and every string that is written as a key with its namespace. */
export function keysUsedIn(source: string): UsedKey[] {
  const file = ts.createSourceFile("source.tsx", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const namespaces = namespacesOf(source);
  const used: UsedKey[] = [];
  const visit = (node: ts.Node): void => {
    const asked = askedBy(node);
    if (asked) used.push({ candidates: qualified(asked.key, namespaces), isPrefix: asked.isPrefix });
    else if (ts.isStringLiteral(node) && WITH_NAMESPACE.test(node.text) && !isAsked(node)) {
      used.push({ candidates: [node.text], isPrefix: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return used;
}

function askedBy(node: ts.Node): { key: string; isPrefix: boolean } | undefined {
  if (ts.isCallExpression(node) && node.expression.getText() === "t") return keyOf(node.arguments[0]);
  if (ts.isJsxAttribute(node) && node.name.getText() === "i18nKey") return keyOf(node.initializer);
  return undefined;
}

function keyOf(node: ts.Node | undefined): { key: string; isPrefix: boolean } | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return { key: node.text, isPrefix: false };
  // A template that begins with something computed says nothing about its key.
  if (ts.isTemplateExpression(node) && node.head.text) return { key: node.head.text, isPrefix: true };
  return undefined;
}

function isAsked(node: ts.Node): boolean {
  return askedBy(node.parent) !== undefined && !ts.isJsxElement(node.parent);
}

function namespacesOf(source: string): string[] {
  const named = [...source.matchAll(/useTranslation\((?:"(\w+)"|\[([^\]]*)\])\)/g)].flatMap(([, one, many]) =>
    one ? [one] : [...(many ?? "").matchAll(/"(\w+)"/g)].flatMap(([, name]) => name ?? []),
  );
  return named.length > 0 ? [...new Set(named)] : ["common"];
}

function qualified(key: string, namespaces: readonly string[]): string[] {
  return key.includes(":") ? [key] : namespaces.map((namespace) => `${namespace}:${key}`);
}

const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/ \?/, "a plain space before ?"],
  [/ !/, "a plain space before !"],
  [/ ;/, "a plain space before ;"],
  [/ %/, "a plain space before %"],
  [/ :/, "a plain space before :"],
  [/[a-zà-ÿ]'[a-zà-ÿ]/i, "a straight apostrophe"],
  [/« | »/, "a plain space inside « »"],
  [/(^|[\s(])"\p{L}/u, "straight quotation marks"],
];

export function typographyFaultsOf(text: string): string[] {
  return FAULTS.filter(([pattern]) => pattern.test(text)).map(([, fault]) => fault);
}
