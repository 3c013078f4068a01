import { useLocation, useSearchParams } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { StateMark } from "#app/ui/state-mark.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { useAnswer } from "./use-answer.ts";

/**
 * One line that says what was just done, out of `?done=`, until something else is done. An unknown word says nothing. Who saved far down a long page
 * stays there and reads it in a toast; the next Tab starts from the line in any case.
 */
export function DoneNote() {
  const { t, i18n } = useTranslation("admin");
  const [search] = useSearchParams();
  const { key } = useLocation();
  const showToast = useToast();
  const note = useRef<HTMLParagraphElement>(null);
  const isPast = useAnswer() !== undefined;
  const done = isPast ? "" : (search.get("done") ?? "");
  const isKnown = /^[a-zA-Z]{1,40}$/.test(done) && i18n.exists(`admin:done.${done}`);
  const text = isKnown ? t(`done.${done}`) : "";

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same word twice is two events, told apart by the key.
  useEffect(() => {
    if (!note.current) return;
    forgetDone();
    note.current.focus({ preventScroll: true });
    const { bottom } = note.current.getBoundingClientRect();
    if (bottom < 0) showToast({ text });
  }, [key, text, showToast]);

  if (!isKnown) return null;
  return (
    <p
      ref={note}
      role="status"
      tabIndex={-1}
      className="flex items-center gap-2 pt-4 pb-3 text-[14.5px] text-star outline-none"
    >
      <StateMark state="ok" />
      {text}
    </p>
  );
}

/** Takes the word out of the address bar, so that a reload or a link sent on does not tell it again. */
function forgetDone() {
  const url = new URL(window.location.href);
  url.searchParams.delete("done");
  window.history.replaceState(window.history.state, "", url);
}
