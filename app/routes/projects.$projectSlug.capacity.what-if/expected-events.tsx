import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { noonOf } from "#app/ui/capacity/words.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { eventStanding, eventVerdict, percentOf } from "#domain/capacity/expected/event.ts";

import type { WhatIfData } from "./route.tsx";

type Event = WhatIfData["events"][number];
const MARKS = { coming: "plan", running: "you", over: "ok", withdrawn: "mute" } as const;

/** Sales and campaigns in three fields, and afterwards what came of them. */
export function ExpectedEvents({ data: { events, today, mayExpect } }: { data: WhatIfData }) {
  const { t } = useTranslation("capacity");
  return (
    <Section title={t("expected.title")} note={t("expected.note")}>
      {events.length === 0 && <EmptyState title={t("expected.none")} text={t("expected.noneText")} />}
      <ul className="record-rows">
        {events.map((event) => (
          <li key={event.id} id={`event-${event.id}`}>
            <EventRow event={event} today={today} mayExpect={mayExpect} />
          </li>
        ))}
      </ul>
      {mayExpect && (
        <Disclosure summary={t("expected.add")} intent="expect">
          <RecordForm intent="expect" verb={t("expected.verb")} wide>
            <EventFields />
          </RecordForm>
        </Disclosure>
      )}
    </Section>
  );
}

function EventRow({ event, today, mayExpect }: { event: Event; today: string; mayExpect: boolean }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const { id, version, title, startsOn, endsOn, multiplier, authorName } = event;
  const standing = eventStanding(event, today);
  const isAhead = standing === "coming" || standing === "running";
  const more = useSigned()(multiplier);
  const [from, to] = [format.day(noonOf(startsOn)), format.fullDay(noonOf(endsOn))];
  const hidden = { eventId: id, version };
  const query = new URLSearchParams({ from: startsOn, to: endsOn, more: String(percentOf(multiplier)) });
  return (
    <>
      <p className="record-line">
        <b>{title}</b>
        <StateWord state={MARKS[standing]} word={t(`expected.standing.${standing}`)} />
      </p>
      <p>
        {startsOn === endsOn ? t("expected.on", { day: to }) : t("expected.between", { from, to })} ·{" "}
        {t("expected.more", { more })} · <span className="label">{t("expected.by", { name: authorName })}</span>
      </p>
      <Outcome event={event} />
      {isAhead && (
        <div className="record-acts">
          <Link to={`?${query}`}>{t("expected.try")}</Link>
          {mayExpect && (
            <>
              <Disclosure summary={t("expected.change")} intent="change" hidden={hidden}>
                <RecordForm intent="change" hidden={hidden} verb={t("expected.save")} look="plain" wide>
                  <EventFields event={event} />
                </RecordForm>
              </Disclosure>
              <Act
                intent="withdraw"
                hidden={hidden}
                label={t("expected.withdraw.label")}
                title={t("expected.withdraw.title", { title })}
                consequence={t("expected.withdraw.consequence")}
                verb={t("expected.withdraw.verb")}
              />
            </>
          )}
        </div>
      )}
    </>
  );
}

/** What was seen, beside what was expected. */
function Outcome({ event: { outcome, multiplier } }: { event: Event }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const signed = useSigned();
  if (!outcome) return null;
  if (outcome.multiplier === null) return <p className="label">{t("expected.unmeasured")}</p>;
  const verdict = t(`expected.verdict.${eventVerdict(multiplier, outcome.multiplier)}`);
  const orders = format.number(outcome.orders ?? 0);
  return <p className="board-outcome">{t("expected.seen", { seen: signed(outcome.multiplier), orders, verdict })}</p>;
}

function useSigned() {
  const format = useFormat();
  return (multiplier: number): string => {
    const more = percentOf(multiplier);
    return `${more < 0 ? "−" : "+"}${format.percent(Math.abs(more) / 100)}`;
  };
}

function EventFields({ event }: { event?: Event }) {
  const { t } = useTranslation("capacity");
  return (
    <>
      <TextField
        name="title"
        label={t("expected.form.title")}
        help={t("expected.form.titleHelp")}
        value={event?.title}
        maxLength={190}
      />
      <div className="what-if-pair">
        <TextField name="startsOn" type="date" label={t("expected.form.startsOn")} value={event?.startsOn} />
        <TextField
          name="endsOn"
          type="date"
          label={t("expected.form.endsOn")}
          help={t("expected.form.endsHelp")}
          value={event?.endsOn}
        />
      </div>
      <TextField
        name="more"
        label={t("expected.form.more")}
        help={t("expected.form.moreHelp")}
        value={event && percentOf(event.multiplier)}
        inputMode="decimal"
      />
    </>
  );
}
