import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { CHECKLIST_LIMITS } from "#domain/tickets/desk/limits.ts";

import type { TicketData } from "./route.tsx";

type TicketWork = NonNullable<TicketData["desk"]["work"]>;

/** Among staff: tags, the steps to do, the time that it took. */
export function Work({ work }: { work: TicketWork }) {
  return (
    <>
      <Tags tags={work.tags} />
      <Checklist steps={work.steps} />
      <TimeSpent work={work} />
    </>
  );
}

function Tags({ tags }: Pick<TicketWork, "tags">) {
  const { t } = useTranslation("tickets");
  return (
    <Section title={t("fields.tags")} note={t("beside.amongStaff")}>
      <div className="inline-list">
        {tags.map((tag) => (
          <Form key={tag} method="post" preventScrollReset className="ticket-tag">
            <input type="hidden" name="intent" value="untag" />
            <input type="hidden" name="tag" value={tag} />
            <span className="tag tag-plain">{tag}</span>
            <button type="submit" aria-label={t("beside.untag", { tag })}>
              ×
            </button>
          </Form>
        ))}
      </div>
      <Disclosure summary={t("beside.tag")} intent="tag">
        <RecordForm intent="tag" verb={t("beside.tagVerb")} look="plain">
          <TextField name="tags" label={t("bulk.tags")} required />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}

function Checklist({ steps }: Pick<TicketWork, "steps">) {
  const { t } = useTranslation("tickets");
  const done = steps.filter(({ doneAt }) => doneAt !== null).length;
  const format = useFormat();
  return (
    <Section
      title={t("beside.checklist")}
      side={steps.length > 0 ? t("beside.stepsDone", { done, count: steps.length }) : undefined}
    >
      <ul className="ticket-steps">
        {steps.map(({ id, text, doneAt, doneByName }) => (
          <li key={id}>
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="tick" />
              <input type="hidden" name="stepId" value={id} />
              <input type="hidden" name="done" value={doneAt === null ? "yes" : "no"} />
              <button type="submit" aria-pressed={doneAt !== null}>
                <span className="ticket-box" aria-hidden="true" />
                <span>{text}</span>
              </button>
            </Form>
            {doneAt !== null && (
              <p className="label">
                {doneByName}, {format.dateTime(parseInstant(doneAt))}
              </p>
            )}
          </li>
        ))}
      </ul>
      <Disclosure summary={t("beside.step")} intent="step">
        <RecordForm intent="step" verb={t("beside.stepVerb")} look="plain">
          <TextField name="step" label={t("beside.stepText")} maxLength={CHECKLIST_LIMITS.text} required />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}

function TimeSpent({ work: { times, spentSeconds } }: { work: TicketWork }) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  return (
    <Section title={t("beside.time")} side={spentSeconds > 0 ? format.duration(spentSeconds) : undefined}>
      <ul className="ticket-times">
        {times.map(({ id, seconds, note, authorName, at }) => (
          <li key={id}>
            <span>
              {seconds < 0 && "− "}
              {format.duration(Math.abs(seconds))}
              {note && ` · ${note}`}
            </span>
            <span className="label">
              {authorName}, {format.day(parseInstant(at))}
            </span>
          </li>
        ))}
      </ul>
      <Disclosure summary={t("beside.addTime")} intent="time">
        <RecordForm intent="time" verb={t("beside.timeVerb")} look="plain">
          <TextField
            name="minutes"
            inputMode="numeric"
            label={t("beside.minutes")}
            help={t("beside.minutesHelp")}
            required
          />
          <TextField name="note" label={t("beside.what")} maxLength={300} />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}
