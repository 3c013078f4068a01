import { useNavigate } from "@remix-run/react";
import type { KeyboardEvent } from "react";

/** What a key does to the line that has the focus, or to the page. */
export interface ListKeys {
  /** Hands the line's ticket to who presses. */
  readonly take: (box: HTMLInputElement) => void;
  readonly search: () => void;
  readonly help: () => void;
}

/**
 * Single letters act only while focus is inside the table, and never while somebody types (WCAG 2.1.4). j and k, the
 * arrows too, are the table's own.
 */
export function useListKeys({ take, search, help }: ListKeys) {
  const navigate = useNavigate();
  return (event: KeyboardEvent<HTMLElement>) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("input:not([type=checkbox]), select, textarea")) return;
    const line = target.closest("tr");
    const box = line?.querySelector<HTMLInputElement>("input[name=chosen]");
    const address = line?.querySelector("a")?.getAttribute("href");
    const acts = new Map<string, (() => void) | undefined>([
      ["o", address ? () => navigate(address) : undefined],
      ["x", box ? () => box.click() : undefined],
      ["a", box ? () => take(box) : undefined],
      ["/", search],
      ["?", help],
    ]);
    const act = acts.get(key);
    if (!act) return;
    event.preventDefault();
    act();
  };
}
