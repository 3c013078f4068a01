/** Names of files: what their sender wrote is never a path, a header or an order of reading. Pure. */

const LONGEST = 190;
const LONGEST_SUFFIX = 20;

/** What Windows runs at a double click. */
const RUNS =
  /\.(?:exe|com|scr|pif|bat|cmd|vbs|vbe|jse?|wsf|wsh|hta|lnk|msi|msp|cpl|reg|ps1|url|scf|desktop|library-ms|settingcontent-ms)$/i;
/** Names that Windows keeps for its devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * The name under which a file is shown and handed out: the last part of a path, without control characters, marks that
 * turn the order of reading or that nobody sees; at most 190 characters with its suffix; never empty.
 */
export function shownName(sent: string): string {
  const last = sent.split(/[/\\]/).pop() ?? "";
  const plain = last
    .normalize("NFC")
    .replace(/[\p{C}\p{Zl}\p{Zp}\ufffd]/gu, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\p{Zs}+/gu, " ")
    .trim()
    // Windows drops dots and spaces at the end; those at the start would hide the file elsewhere.
    .replace(/[. ]+$/, "")
    .replace(/^\.+/, "");
  const named = plain.replace(DEVICE, "_$&") || "file";
  return cut(named);
}

/** Whether a double click on a file of this name may run it. */
export function isRunByName(name: string): boolean {
  return RUNS.test(name);
}

/** Content-Disposition (RFC 6266): an ASCII name for old programs, and the whole one in UTF-8. */
export function disposition(kind: "inline" | "attachment", name: string): string {
  const clean = shownName(name);
  const ascii = clean
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]|["\\%;]/g, "_");
  const encoded = encodeURIComponent(clean).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Counted in code points, as the database counts; the suffix stays, because it says what opens the file. */
function cut(name: string): string {
  const points = [...name];
  if (points.length <= LONGEST) return name;
  const dot = points.lastIndexOf(".");
  const suffix = dot > 0 && points.length - dot <= LONGEST_SUFFIX ? points.slice(dot) : [];
  return [...points.slice(0, LONGEST - suffix.length), ...suffix].join("");
}
