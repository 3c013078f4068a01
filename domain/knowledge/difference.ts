import { diffArrays, diffWordsWithSpace } from "diff";

export interface DifferencePiece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** A line that stayed, went or came; or one of which words were changed. */
export type DifferenceLine =
  | { readonly kind: "same" | "added" | "removed"; readonly text: string }
  | { readonly kind: "changed"; readonly pieces: readonly DifferencePiece[] }
  /** So many lines in a row that stayed, left out. */
  | { readonly kind: "folded"; readonly lines: number };

/** Lines that stayed, shown before and after a change. */
const AROUND = 2;
/** Two lines that share fewer of their words are not the same line changed. */
const LEAST_SHARED = 0.4;
/** What takes longer is shown as taken out and written anew. */
const LIMITS = { maxEditLength: 2_000, timeout: 400 };

/** What became of `before` in `after`, line by line, and word by word in lines that were changed. */
export function differenceOf(before: string, after: string): DifferenceLine[] {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  const runs = diffArrays(old, now, LIMITS) ?? [
    { removed: true, added: false, value: old, count: old.length },
    { removed: false, added: true, value: now, count: now.length },
  ];
  const lines: DifferenceLine[] = [];
  for (let index = 0; index < runs.length; index += 1) {
    const run = runs[index];
    const next = runs[index + 1];
    if (!run) continue;
    if (run.removed && next?.added) {
      lines.push(...changed(run.value, next.value));
      index += 1;
    } else {
      const kind = run.removed ? "removed" : run.added ? "added" : "same";
      lines.push(...run.value.map((text) => ({ kind, text }) as const));
    }
  }
  return folded(lines);
}

/** Lines that were taken out and as many that were put in: pairs in their order, where they resemble each other. */
function changed(removed: readonly string[], added: readonly string[]): DifferenceLine[] {
  const lines: DifferenceLine[] = [];
  for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
    const [old, now] = [removed[index], added[index]];
    const pieces = old !== undefined && now !== undefined ? wordsBetween(old, now) : null;
    if (pieces) lines.push({ kind: "changed", pieces });
    else {
      if (old !== undefined) lines.push({ kind: "removed", text: old });
      if (now !== undefined) lines.push({ kind: "added", text: now });
    }
  }
  return lines;
}

function wordsBetween(old: string, now: string): DifferencePiece[] | null {
  const found = diffWordsWithSpace(old, now, LIMITS);
  if (!found) return null;
  const pieces = found.map(({ value, added, removed }) => ({
    kind: added ? ("added" as const) : removed ? ("removed" as const) : ("same" as const),
    text: value,
  }));
  const shared = pieces.reduce((sum, { kind, text }) => sum + (kind === "same" ? text.trim().length : 0), 0);
  return shared >= LEAST_SHARED * Math.max(old.trim().length, now.trim().length) ? pieces : null;
}

function folded(lines: readonly DifferenceLine[]): DifferenceLine[] {
  const isNear = lines.map((_line, index) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== "same"),
  );
  const kept: DifferenceLine[] = [];
  for (const [index, line] of lines.entries()) {
    const last = kept.at(-1);
    if (isNear[index]) kept.push(line);
    else if (last?.kind === "folded") kept[kept.length - 1] = { kind: "folded", lines: last.lines + 1 };
    else kept.push({ kind: "folded", lines: 1 });
  }
  return kept;
}
