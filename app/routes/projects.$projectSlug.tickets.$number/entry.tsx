import { useTranslation } from "react-i18next";

import { FileList } from "#app/ui/attachments/file-list.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { Tag } from "#app/ui/tag.tsx";
import { Delivery } from "#app/ui/tickets/delivery.tsx";
import { Message } from "#app/ui/tickets/message.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import { ChangeLine } from "./change-line.tsx";
import { MailParts } from "./mail-parts.tsx";
import type { TicketData } from "./route.tsx";

export type ShownEntry = TicketData["thread"][number];

/** One entry: a message or a note with who and when, or a line for a change. */
export function Entry({ entry, client }: { entry: ShownEntry; client: string }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  if (entry.kind === "change" || entry.kind === "window") return <ChangeLine entry={entry} />;
  const isNote = entry.kind === "note";
  const isOurs = entry.side !== "client";
  return (
    <article className={isNote ? "entry entry-note" : "entry"}>
      <span className={isOurs && !isNote ? "entry-initials entry-initials-ours" : "entry-initials"} aria-hidden="true">
        {initialsOf(entry.authorName)}
      </span>
      <div>
        <p className="entry-head">
          <b>{entry.authorName}</b>
          <span>{isOurs ? t(`side.${entry.side}`) : client}</span>
          {isNote ? <Tag tone="dashed">{t("entry.note")}</Tag> : <Tag tone="sea">{t("entry.public")}</Tag>}
          {entry.inboundMailId !== null && <span>{t("entry.byMail")}</span>}
          <time dateTime={entry.at}>{format.dateTime(parseInstant(entry.at))}</time>
        </p>
        <Message text={entry.text} />
        <MailParts entryId={entry.id} mail={entry.mail} />
        <FileList files={entry.files} />
        <Delivery deliveries={entry.deliveries} />
      </div>
    </article>
  );
}

/** Of a first and a last name. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toLocaleUpperCase();
}
