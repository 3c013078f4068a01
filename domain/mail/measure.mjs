/*
 * What a mail would cost to parse, told by one pass over its lines before anything is built of it: a mail of 10,000 parts
 * or 1,000 levels is refused here, in milliseconds. JavaScript like its caller, the parser's thread.
 */
const LINE_FEED = 10;
const DASH = 45;
/** Longer lines hold no header that we need. */
const LONGEST_LINE = 2_000;

/**
 * Why the mail is refused, as MailRefusal of parsed.ts; undefined when it may be parsed. What it counts are upper bounds: text
 * that looks like a boundary's declaration counts as one.
 */
export function measure(bytes, limits) {
  if (bytes.byteLength > limits.bytes) return "tooBig";
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return headersRefused(source, limits) ?? bodyRefused(source, limits);
}

function headersRefused(source, limits) {
  const end = endOfHeaders(source);
  if (end > limits.headerBytes) return "headersTooLong";
  const unfolded = source.toString("latin1", 0, end).replace(/\r?\n(?=[ \t])/g, "");
  const isTooLong = unfolded.split("\n").some((line) => line.length > limits.oneHeaderBytes);
  return isTooLong ? "headersTooLong" : undefined;
}

function endOfHeaders(source) {
  const found = [source.indexOf("\n\r\n"), source.indexOf("\n\n")].filter((at) => at >= 0);
  return found.length > 0 ? Math.min(...found) : source.length;
}

function bodyRefused(source, limits) {
  const boundaries = new Set();
  let levels = 0;
  let parts = 0;
  for (let at = 0; at < source.length; ) {
    const found = source.indexOf(LINE_FEED, at);
    const end = found < 0 ? source.length : found;
    if (end - at <= LONGEST_LINE) {
      const line = source.subarray(at, end);
      if (line[0] === DASH && line[1] === DASH) {
        if (boundaries.has(line.toString("latin1", 2).trimEnd())) parts += 1;
      } else if (line.includes("oundary") || line.includes("OUNDARY") || line.includes("/")) {
        const text = line.toString("latin1");
        const declared = /boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(text);
        if (declared) {
          boundaries.add((declared[1] ?? declared[2] ?? "").trimEnd());
          levels += 1;
        } else if (/^content-type:\s*message\//i.test(text)) levels += 1;
      }
      if (levels > limits.levels) return "tooManyLevels";
      if (parts > limits.parts) return "tooManyParts";
    }
    at = end + 1;
  }
  return undefined;
}
