import type { SerializeFrom } from "@remix-run/node";
import { useEffect, useRef, useState } from "react";

import { parseOptionalInstant } from "#app/ui/instants.ts";
import { KeptDraft } from "#app/ui/tickets/kept-draft.tsx";
import { useDraft } from "#app/ui/tickets/use-draft.ts";
import type { Draft } from "#domain/tickets/drafts.server.ts";

interface OpeningDraftProps {
  /** Where it is kept. */
  readonly to: string;
  readonly sendKey: string;
  readonly draft: SerializeFrom<Draft> | null;
}

/** Keeps the text of the form around it while it is written, and says since when it is safe. */
export function OpeningDraft({ to, sendKey: made, draft }: OpeningDraftProps) {
  const [text, setText] = useState(draft?.text ?? "");
  // A page that reads its data again makes another key; the writing is the same.
  const [sendKey] = useState(made);
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const area = place.current?.closest("form")?.elements.namedItem("text");
    if (!(area instanceof HTMLTextAreaElement)) return;
    const read = () => setText(area.value);
    // Refused, or typed before the page's scripts had come.
    read();
    area.addEventListener("input", read);
    return () => area.removeEventListener("input", read);
  }, []);
  const { savedAt } = useDraft(to, { text, readers: "client", sendKey }, parseOptionalInstant(draft?.savedAt));
  return (
    <p ref={place} className="field-help">
      <KeptDraft at={savedAt} />
    </p>
  );
}
