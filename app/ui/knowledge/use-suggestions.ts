import { useCallback, useEffect, useRef } from "react";

import { useAside } from "#app/ui/use-aside.ts";

import type { SentSimilar } from "./sent-similar.ts";

const ROUTE = "routes/projects.$projectSlug.suggestions";
const TYPING_MS = 500;
const LONGEST_TEXT = 600;
const NOTHING: SentSimilar = { articles: [], tickets: [] };

interface Writing {
  readonly projectSlug: string;
  readonly writing: string;
  readonly text: string;
}

/** What is like a text while it is typed, and the way to note what became of it. */
export function useSuggestions({ projectSlug, writing, text }: Writing) {
  const { load, data } = useAside<{ similar: SentSimilar }>(ROUTE);
  const address = `/projects/${projectSlug}/suggestions`;
  const asked = text.slice(0, LONGEST_TEXT);
  useEffect(() => {
    if (asked === "") return;
    const timer = setTimeout(() => load(`${address}?${new URLSearchParams({ text: asked })}`), TYPING_MS);
    return () => clearTimeout(timer);
  }, [asked, address, load]);

  const tell = useCallback(
    (event: "shown" | "opened" | "resolved", articleIds: readonly number[]) => {
      const body = new URLSearchParams({ writing, event });
      for (const id of articleIds) body.append("articleIds", String(id));
      // A count that is lost does not disturb whoever writes.
      const path = `${address}?_data=${encodeURIComponent(ROUTE)}`;
      fetch(path, { method: "POST", body, keepalive: true }).catch(() => {});
    },
    [address, writing],
  );

  const similar = asked === "" ? NOTHING : (data?.similar ?? NOTHING);
  const shown = useRef(new Set<number>());
  useEffect(() => {
    const fresh = similar.articles.map(({ id }) => id).filter((id) => !shown.current.has(id));
    if (fresh.length === 0) return;
    for (const id of fresh) shown.current.add(id);
    tell("shown", fresh);
  }, [similar, tell]);
  return { similar, tell };
}
