import { useEffect, useRef, useState } from "react";

/** After the last key. */
const REST_MS = 1_000;

interface Unsaved {
  readonly text: string;
  readonly readers: string;
  /** A draft that arrives after its message was sent is not kept: the server knows by it. */
  readonly sendKey: string;
}

/** Keeps what is being written on the server, a second after the last key and when the page goes away. */
export function useDraft(url: string, { text, readers, sendKey }: Unsaved, first: number | null) {
  const [savedAt, setSavedAt] = useState(first);
  const kept = useRef({ text, readers });
  const isOver = useRef(false);
  useEffect(() => {
    const isKept = () => isOver.current || (kept.current.text === text && kept.current.readers === readers);
    const keep = async () => {
      if (isKept()) return;
      kept.current = { text, readers };
      const body = new URLSearchParams({ text, readers, sendKey });
      const answer = await fetch(url, { method: "POST", body, keepalive: true }).catch(() => undefined);
      // A draft that could not be kept is tried again with the next key, and says no age meanwhile.
      if (!answer?.ok) kept.current = { text: "", readers: "" };
      const said = answer?.ok ? ((await answer.json()) as { savedAt: string | null }) : { savedAt: null };
      setSavedAt(said.savedAt === null ? null : Date.parse(said.savedAt));
    };
    const timer = setTimeout(keep, REST_MS);
    addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", keep);
    };
  }, [url, text, readers, sendKey]);
  return {
    savedAt,
    stop: () => {
      isOver.current = true;
    },
  };
}
