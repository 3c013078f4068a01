/** What somebody wrote, and the history that their mail program put below it. */
export interface Folded {
  readonly said: string;
  readonly quoted: string;
}

/**
 * Parts a mail's plain text where the history begins: "Le 23 nov. 2026 à 14:32, … a écrit :", "On … wrote:", Outlook's
 * block of From and Sent, Gmail's and Apple's markers, a last run of lines with ">". What is answered between quoted lines
 * stays together: then nothing is folded. A signature after "-- " goes with the history. Nothing is lost: both together are the text.
 */
export function fold(text: string): Folded {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const start = firstQuoted(lines);
  const cut = signatureIn(lines, start) ?? start;
  const said = lines.slice(0, cut).join("\n").trim();
  // A mail that is all history says something too: a forwarded one.
  if (said === "") return { said: text.trim(), quoted: "" };
  return { said, quoted: lines.slice(cut).join("\n").trim() };
}

/** Behind each marker the rest is read again: a text made of markers must not cost the square of its length. */
const MOST_MARKERS = 20;

/** Index of the first line of the history; the number of lines where there is none. */
function firstQuoted(lines: readonly string[]): number {
  let markers = 0;
  for (let at = 0; at < lines.length && markers < MOST_MARKERS; at += 1) {
    const below = markerLength(lines, at);
    if (below > 0) markers += 1;
    if (below > 0 && !isAnsweredBetween(lines.slice(at + below))) return at;
  }
  return startOfTrailingQuotes(lines);
}

/** How many lines the marker of a history takes here; 0 where none begins. */
function markerLength(lines: readonly string[], at: number): number {
  const line = (lines[at] ?? "").trim();
  if (line === "" || line.length > LONGEST_MARKER) return 0;
  if (SEPARATORS.some((pattern) => pattern.test(line))) return 1;
  if (isOutlookBlock(lines, at)) return 1;
  // Mail programs wrap "Le …, … a écrit :" over up to three lines.
  for (let length = 1; length <= 3; length += 1) {
    const joined = lines
      .slice(at, at + length)
      .map((part) => part.trim())
      .join(" ");
    if (joined.length <= LONGEST_MARKER && ATTRIBUTIONS.some((pattern) => pattern.test(joined))) return length;
  }
  return 0;
}

const LONGEST_MARKER = 300;
/** Each begins and ends by fixed words, and has a digit (the date): a sentence of a letter is not one. */
const ATTRIBUTIONS = [
  /^(?:Le|Em) [^\n]{0,40}\d[^\n]{0,240}(?:a écrit|a ecrit)\s?:$/i,
  /^On [^\n]{0,40}\d[^\n]{0,240}wrote:$/i,
  /^El [^\n]{0,40}\d[^\n]{0,240}escribió:$/i,
  /^\d{4}[-/]\d{2}[-/]\d{2}[^\n]{0,240}<[^<>\n]{3,200}>:$/,
];
const SEPARATORS = [
  /^-{2,10} ?(?:Original Message|Message d[’']origine|Message original|Mensaje original|Forwarded message|Message transféré|Mensaje reenviado) ?-{2,10}$/i,
  /^(?:Begin forwarded message|Début du message (?:réexpédié|transféré)|Inicio del mensaje reenviado)\s?:$/i,
  /^_{20,80}$/,
  /^(?:Répondre|Reply|Responder) (?:au-dessus de cette ligne|above this line|encima de esta línea)/i,
];
const FROM_LINE = /^\*?(?:De|From|Von)\s?:\*?\s/i;
const SENT_LINE = /^\*?(?:Envoyé(?: le)?|Date|Sent|Enviado(?: el)?|Fecha)\s?:\*?\s/i;
const SUBJECT_LINE = /^\*?(?:Objet|Subject|Asunto)\s?:\*?\s/i;

/** From, Sent and Subject within seven lines: how Outlook begins a history. */
function isOutlookBlock(lines: readonly string[], at: number): boolean {
  if (!FROM_LINE.test((lines[at] ?? "").trim())) return false;
  const next = lines.slice(at + 1, at + 7).map((line) => line.trim());
  return next.some((line) => SENT_LINE.test(line)) && next.some((line) => SUBJECT_LINE.test(line));
}

/** Whether somebody wrote between quoted lines: answers point by point. */
function isAnsweredBetween(below: readonly string[]): boolean {
  const first = below.findIndex(isQuotedLine);
  if (first < 0) return false;
  const last = below.findLastIndex(isQuotedLine);
  const between = below.slice(first, last).some((line) => line.trim() !== "" && !isQuotedLine(line));
  const after = below.slice(last + 1).findIndex((line) => line.trim() !== "");
  const isSigned = after >= 0 && /^--\s*$/.test(below[last + 1 + after] ?? "");
  return (
    between ||
    (after >= 0 && !isSigned && !below.slice(last + 1).some((_line, n) => markerLength(below, last + 1 + n) > 0))
  );
}

function startOfTrailingQuotes(lines: readonly string[]): number {
  let at = lines.length;
  while (at > 0 && ((lines[at - 1] ?? "").trim() === "" || isQuotedLine(lines[at - 1] ?? ""))) at -= 1;
  return lines.slice(at).some(isQuotedLine) ? at : lines.length;
}

function isQuotedLine(line: string): boolean {
  return line.trimStart().startsWith(">");
}

/** The sign "-- " of a signature above the history. */
function signatureIn(lines: readonly string[], end: number): number | undefined {
  const at = lines.slice(0, end).findLastIndex((line) => line === "-- " || line === "--");
  return at > 0 ? at : undefined;
}
