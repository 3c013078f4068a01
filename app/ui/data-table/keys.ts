import type { KeyboardEvent } from "react";

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** Moves focus to the first link or button of the next row. Single letters act only here, where focus is in the table. */
export function stepThroughRows(event: KeyboardEvent, body: HTMLTableSectionElement | null) {
  const step = STEPS[event.key];
  const isTyping = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
  if (!step || !body || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...body.rows];
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const target = rows[Math.min(rows.length - 1, Math.max(0, current + step))];
  event.preventDefault();
  target?.querySelector<HTMLElement>("a, button")?.focus();
}
