import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { useNow } from "#app/ui/clock.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { useWindow } from "#app/ui/interventions/use-window.ts";
import { Section } from "#app/ui/section.tsx";
import { StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { stepsOf } from "#domain/interventions/intervention.ts";

import type { Shown } from "./shown.ts";

/** Planned against what really happened. */
export function Course({ shown: { row, plan } }: { shown: Shown }) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  const inWords = useWindow();
  const now = useNow();
  const [startedAt, endedAt] = [parseOptionalInstant(row.startedAt), parseOptionalInstant(row.endedAt)];
  const end = parseInstant(row.to);
  const span = (ms: number) => format.duration(Math.max(0, ms) / 1_000);
  const beyond = (endedAt ?? now) - end;
  return (
    <Section title={t("course.title")}>
      <DefinitionList
        items={[
          { term: t("course.planned"), value: inWords(plan) },
          {
            term: t("course.actual"),
            value:
              startedAt === null
                ? t("course.notStarted")
                : endedAt === null
                  ? t("course.runningSince", { at: format.clock(startedAt), span: span(now - startedAt) })
                  : t("course.worked", {
                      ...{ from: format.moment(startedAt, endedAt), to: format.clock(endedAt) },
                      span: span(endedAt - startedAt),
                    }),
          },
        ]}
      />
      {startedAt !== null && beyond > 0 && (
        <p className="mt-2 flex items-baseline gap-2.5 text-port">
          <StateMark state="crit" />
          {t(endedAt === null ? "course.overrunning" : "course.overrun", { span: span(beyond) })}
        </p>
      )}
      {endedAt !== null && beyond < -60_000 && (
        <p className="label mt-2">{t("course.early", { span: span(-beyond) })}</p>
      )}
    </Section>
  );
}

/** The checklist; while the work runs staff tick it, and who and when stays. */
export function Checklist({ shown: { row, entries, may } }: { shown: Shown }) {
  const { t } = useTranslation("interventions");
  const format = useFormat();
  const steps = stepsOf(row.checklist);
  const doneOf = (step: number) => {
    const last = entries.findLast(({ kind, data }) => kind === "step" && data?.step === step);
    return last?.data?.isDone === true ? last : undefined;
  };
  const isRunning = row.state === "running";
  const count = steps.filter((_step, index) => doneOf(index)).length;
  return (
    <Section
      title={t("texts.checklist")}
      note={row.startedAt ? t("course.steps", { done: count, all: steps.length }) : undefined}
    >
      <ol className="plan-steps">
        {steps.map((step, index) => {
          const done = doneOf(index);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the list.
            <li key={index}>
              <span className={done ? "plan-step-done" : undefined}>{step}</span>
              {done && (
                <span className="label">
                  {" "}
                  {t("course.doneAt", { at: format.clock(parseInstant(done.at)), name: done.authorName })}
                </span>
              )}
              {isRunning && may.plan && (
                <Form method="post" preventScrollReset className="mt-1">
                  <input type="hidden" name="intent" value="step" />
                  <input type="hidden" name="step" value={index} />
                  <input type="hidden" name="isDone" value={done ? "no" : "yes"} />
                  <Button type="submit" look={done ? "quiet" : "plain"}>
                    {done ? t("course.untickVerb") : t("course.tickVerb")}
                    <span className="sr-only"> {t(done ? "course.untick" : "course.tick", { step })}</span>
                  </Button>
                </Form>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
