/** What the client of MariaDB or MySQL writes with `--batch --skip-column-names`. Pure. */

export interface DatabaseReading {
  /** Statements that clients sent since the server began; undefined where it did not tell. */
  readonly questions: number | undefined;
  readonly uptimeSeconds: number | undefined;
  /** Data and indexes by the server's own estimate, bytes, the largest first; undefined where they were not asked for. */
  readonly sizes: readonly { readonly database: string; readonly bytes: number }[] | undefined;
}

/** Lines of two columns are of SHOW GLOBAL STATUS; of three, "size", the database, and its bytes. Others are skipped. */
export function parseReading(output: string, { withSizes }: { readonly withSizes: boolean }): DatabaseReading {
  const status = new Map<string, number>();
  const sizes: { database: string; bytes: number }[] = [];
  for (const line of output.split("\n")) {
    const [first = "", second = "", third] = line.split("\t");
    if (third === undefined) {
      if (/^\d+$/.test(second)) status.set(first.toLowerCase(), Number(second));
    } else if (first === "size" && /^\d+$/.test(third)) {
      sizes.push({ database: unescaped(second), bytes: Number(third) });
    }
  }
  return {
    questions: status.get("questions"),
    uptimeSeconds: status.get("uptime"),
    sizes: withSizes ? sizes : undefined,
  };
}

/** The client writes line ends, tabs, NULs and backslashes of values as two characters. */
function unescaped(value: string): string {
  return value.replace(/\\([ntr0\\])/g, (_all, letter: string) => ESCAPED[letter] ?? letter);
}

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0", "\\": "\\" };
