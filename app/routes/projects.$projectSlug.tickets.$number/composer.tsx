import { Form, useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AttachmentPicker } from "#app/ui/attachments/picker.tsx";
import { Button } from "#app/ui/button.tsx";
import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { ProblemSummary } from "#app/ui/problem-summary.tsx";
import { RefusedFields, useTurn } from "#app/ui/record/record-form.tsx";
import { type RefusedRecord, refusalOf } from "#app/ui/record/refused.ts";
import { useAnswer } from "#app/ui/record/use-answer.ts";
import { KeptDraft } from "#app/ui/tickets/kept-draft.tsx";
import { useDraft } from "#app/ui/tickets/use-draft.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import { TICKET_MOVES } from "#domain/tickets/ticket.ts";
import { CannedPicker } from "./canned-picker.tsx";
import { JoinMeasures } from "./join-measures.tsx";
import { Meanwhile } from "./meanwhile.tsx";
import { MentionList } from "./mention-list.tsx";
import { Readers } from "./readers.tsx";
import type { TicketData } from "./route.tsx";

interface ComposerProps {
  readonly data: TicketData;
  /** Of the ticket's page. */
  readonly address: string;
  /** Words that were chosen elsewhere on the page: they go below what is written. */
  readonly cited: Cited | null;
}

export interface Cited {
  readonly text: string;
  /** Grows with each choice: the same words may be cited twice. */
  readonly turn: number;
}

/** Where an answer is written. Its button names who will read it; a refusal keeps all that was typed. */
export function Composer(props: ComposerProps) {
  const answer = useAnswer();
  const { key } = useLocation();
  const refused = refusalOf(answer, "reply");
  const turn = useTurn(refused ? answer : key);
  if (props.data.ticket.mergedIntoId !== null) return null;
  return <Writing key={turn} {...props} refused={refused} />;
}

function Writing({ data, address, cited, refused }: ComposerProps & { refused: RefusedRecord | null }) {
  const { t } = useTranslation("tickets");
  const { thread, draft, frame, ticket } = data;
  const first = firstOf(data, refused);
  const [text, setText] = useState(first.text);
  const [isPublic, setPublic] = useState(first.isPublic);
  const [sendKey] = useState(data.sendKey);
  const latest = thread.at(-1)?.id ?? 0;
  const [began, setBegan] = useState<number | null>(first.began);
  const [latestAtFirst] = useState(latest);
  const area = useRef<HTMLTextAreaElement>(null);
  // What was typed before the page's scripts had come is known to the field only.
  useEffect(() => {
    const typed = area.current?.value;
    if (!typed) return;
    setText(typed);
    setBegan((entryId) => entryId ?? latestAtFirst);
  }, [latestAtFirst]);
  const isSending = useNavigation().state === "submitting";
  const unsaved = { text, readers: isPublic ? "client" : "staff", sendKey };
  const kept = useDraft(`${address}/draft`, unsaved, parseOptionalInstant(draft?.savedAt));
  const write = (written: string) => {
    if (began === null) setBegan(latest);
    setText(written);
  };
  const turn = cited?.turn ?? 0;
  const [shownTurn, setShownTurn] = useState(turn);
  if (cited && turn !== shownTurn) {
    setShownTurn(turn);
    write(text === "" ? cited.text : `${text.trimEnd()}\n\n${cited.text}`);
  }
  const isOther = (entry: (typeof thread)[number]) => entry.authorId !== data.viewer.id && entry.changes.length === 0;
  const news = thread.filter((entry) => entry.id > (began ?? latest) && isOther(entry));
  return (
    <RefusedFields value={refused}>
      <Form
        method="post"
        encType="multipart/form-data"
        preventScrollReset
        className={isPublic ? "composer" : "composer composer-note"}
        onSubmit={kept.stop}
      >
        <input type="hidden" name="intent" value="reply" />
        <input type="hidden" name="sendKey" value={sendKey} />
        {/* Refused once, its writer has been shown what the others wrote. */}
        <input type="hidden" name="seenEntryId" value={refused ? latest : (began ?? latest)} />
        {refused && <ProblemSummary problems={refused.problems} />}
        <Meanwhile news={news} />
        {frame.isStaff && <Readers isPublic={isPublic} onChoose={setPublic} />}
        <textarea
          ref={area}
          name="text"
          rows={6}
          value={text}
          aria-label={t(isPublic ? "composer.answer" : "composer.note")}
          aria-invalid={refused?.problems.text ? true : undefined}
          placeholder={t(isPublic ? "composer.answerHint" : "composer.noteHint")}
          onChange={(event) => write(event.target.value)}
        />
        <CannedPicker data={data} onChoose={(reply) => write(text.trim() === "" ? reply : `${text}\n\n${reply}`)} />
        <MentionList text={text} area={area} onChoose={write} people={data.people} />
        <JoinMeasures ticket={ticket} machines={data.machines} />
        <AttachmentPicker to={`/projects/${frame.project.slug}/attachments`} />
        <div className="composer-foot">
          <p className="composer-readers">
            <ReadBy data={data} isPublic={isPublic} /> <KeptDraft at={kept.savedAt} />
          </p>
          {frame.isStaff && (
            <select
              name="nextState"
              aria-label={t("composer.after")}
              defaultValue={refused?.typed.nextState?.at(-1) ?? ""}
            >
              <option value="">{t("composer.stay")}</option>
              {TICKET_MOVES[ticket.state].map((state) => (
                <option key={state} value={state}>
                  {t(`composer.moves.${state}`)}
                </option>
              ))}
            </select>
          )}
          <Button type="submit" look="primary" aria-disabled={isSending || undefined}>
            {frame.isStaff ? t(isPublic ? "composer.sendClient" : "composer.sendStaff") : t("composer.sendUs")}
          </Button>
        </div>
      </Form>
    </RefusedFields>
  );
}

/** What a form that is opened begins with: what was refused, else the draft, else nothing. */
function firstOf({ draft, thread }: TicketData, refused: RefusedRecord | null) {
  if (refused) {
    const began = Number(refused.typed.seenEntryId?.at(-1) ?? 0);
    return { text: refused.typed.text?.at(-1) ?? "", isPublic: refused.typed.readers?.at(-1) !== "staff", began };
  }
  if (!draft) return { text: "", isPublic: true, began: null };
  const savedAt = parseInstant(draft.savedAt);
  const read = thread.filter(({ at }) => parseInstant(at) <= savedAt).at(-1);
  return { text: draft.text, isPublic: draft.isPublic, began: read?.id ?? 0 };
}

function ReadBy({ data: { readers, frame }, isPublic }: { data: TicketData; isPublic: boolean }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  if (!isPublic) return <span>{t("composer.readByStaff")}</span>;
  if (!frame.isStaff) return <span>{t("composer.readByUs")}</span>;
  if (readers.length === 0) return <span>{t("composer.readByClient", { client: frame.client })}</span>;
  const names = new Intl.ListFormat(format.locale).format(readers.map(({ name }) => name));
  return <span>{t("composer.readBy", { names })}</span>;
}
