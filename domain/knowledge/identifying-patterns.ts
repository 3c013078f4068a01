export type RemovedKind = "client" | "person" | "email" | "telephone" | "host" | "address" | "order";

/** A place in a text, end excluded. */
export interface Found {
  readonly kind: RemovedKind;
  readonly from: number;
  readonly to: number;
}

/** Endings of names in the net that people write; of "index.html" and "node.js" none is one. */
const ENDINGS =
  "fr|com|net|org|es|eu|io|test|local|lan|internal|intra|tech|dev|cloud|info|biz|shop|store|be|ch|de|uk|it|pt|lu|cat|app|site|online|pro";
const NAME = "\\p{Lu}[\\p{L}’'-]+";

/** Each with bounded repetitions: a text of any shape is read in linear time. Where a group `found` is, only it is taken. */
const PATTERNS: readonly (readonly [RemovedKind, RegExp, ((found: string) => boolean)?])[] = [
  ["email", /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu],
  ["host", /\b(?:https?|ftp|ssh|sftp|mysql|jdbc:[a-z]+):\/\/[^\s<>"')\]»]{1,500}/giu],
  ["address", /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?::\d{1,5})?(?![\d.]*\d)/gu, isV4],
  ["address", /(?<![\p{L}\p{N}:])[0-9a-f:]{3,39}(?:\/\d{1,3})?(?![\p{L}\p{N}:])/giu, isV6OrMac],
  ["order", /(?<![\p{L}\p{N}])PG-?[2-9A-HJKMNP-Z]{4}-?[2-9A-HJKMNP-Z]{4}(?![\p{L}\p{N}])/giu],
  [
    "order",
    /(?<![\p{L}])(?:commandes?|factures?|orders?|invoices?|pedidos?|facturas?)[\s\u00a0\u202f]{1,3}(?:(?:n°|nº|n\.º|no\.?|num[ée]ro|number|#|:)[\s\u00a0\u202f]{0,3}){0,2}(?<found>[A-Z0-9][A-Z0-9/-]{3,30})(?![\p{L}\p{N}])/giu,
    (found) => (found.match(/\d/g)?.length ?? 0) >= 3,
  ],
  ["telephone", /(?<![\p{L}\p{N}+])(?:\+|00)\d{1,3}(?:[ .\u00a0\u202f()/-]{0,3}\d){6,13}(?!\d)/gu],
  ["telephone", /(?<![\p{L}\p{N}.,])0[1-9](?:[ .\u00a0\u202f-]?\d{2}){4}(?!\d)/gu],
  ["telephone", /(?<![\p{L}\p{N}.,])[6-9]\d{2}(?:[ .-]?\d{3}){2}(?!\d)/gu],
  ["telephone", /(?<![\p{L}\p{N}.,])[6-9]\d{2}(?:[ .-]\d{2}){3}(?!\d)/gu],
  [
    "host",
    new RegExp(
      `(?<![\\p{L}\\p{N}.@/-])(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\\.){1,6}(?:${ENDINGS})(?::\\d{1,5})?(?:/[^\\s<>"')\\]»]{0,200})?(?![\\p{L}\\p{N}])`,
      "giu",
    ),
  ],
  // Whom somebody greets, thanks or names with their title, and who signs.
  [
    "person",
    new RegExp(
      `(?<![\\p{L}])(?:[Bb]onjour|[Bb]onsoir|[Ss]alut|[Mm]erci|[Cc]her|[Cc]hère|Hello|Hi|Dear|Thanks|Thank you|Hola|Gracias|Estimad[oa])[ \\u00a0](?<found>${NAME}(?:[ \\u00a0]${NAME})?)`,
      "gu",
    ),
    (found) => !COURTESY.has(found),
  ],
  [
    "person",
    new RegExp(
      `(?<![\\p{L}])(?:M\\.|Mme|Mlle|Mr\\.?|Mrs\\.?|Ms\\.?|Sr\\.?|Sra\\.?|Don|Doña)[ \\u00a0\\u202f](?<found>${NAME}(?:[ \\u00a0]${NAME})?)`,
      "gu",
    ),
  ],
  [
    "person",
    new RegExp(
      `(?:[Cc]ordialement|[Bb]ien à vous|[Bb]onne journée|[Bb]onne soirée|[Rr]egards|[Ss]incerely|[Ss]aludos?)[ \\u00a0]?[,.!]?[ \\u00a0]?\\n{1,3}(?<found>${NAME}(?:[ \\u00a0]${NAME}){0,2})`,
      "gu",
    ),
  ],
];

const COURTESY = new Set(["Madame", "Monsieur", "Messieurs", "Mesdames", "Sir", "Madam", "Señor", "Señora"]);

export function everyPattern(text: string): Found[] {
  return PATTERNS.flatMap(([kind, pattern, isOne]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const found = match.groups?.found ?? match[0];
      if (isOne && !isOne(found)) return [];
      const from = match.index + match[0].length - found.length;
      // A full stop or comma behind an address ends the sentence.
      const length = kind === "host" ? found.replace(/[.,;:!?…]+$/u, "").length : found.length;
      return [{ kind, from, to: from + length }];
    }),
  );
}

function isV4(found: string): boolean {
  const [address = ""] = found.split(/[/:]/);
  return address.split(".").every((part) => Number(part) <= 255);
}

/** "12:30:45" is a time: an address has "::" or all of its groups. */
function isV6OrMac(found: string): boolean {
  const [address = ""] = found.split("/");
  const groups = address.split(":");
  if (/^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(address)) return true;
  if (groups.some((group) => group.length > 4) || !/[0-9a-f]/i.test(address)) return false;
  return address.includes("::") ? groups.length >= 3 && groups.length <= 8 : groups.length === 8;
}
