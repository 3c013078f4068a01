import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { AreaField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Stretch } from "#domain/availability/ledger.ts";
import type { ShownContest } from "#domain/availability/service.ts";

interface ContestsProps {
  readonly contests: readonly ShownContest[];
  readonly mayAnswer: boolean;
  /** Where a stretch is re-classified. */
  readonly formAt: (stretch: Stretch) => string;
}

/** What the client contested of the month, with staff's answers; staff answer in place. */
export function Contests({ contests, mayAnswer, formAt }: ContestsProps) {
  const { t } = useTranslation("availability");
  return (
    <Section title={t("contests.title")} note={t("contests.note")}>
      {contests.length === 0 && <p className="text-ink2">{t("contests.none")}</p>}
      <ol className="record-rows">
        {contests.map((contest) => (
          <li key={contest.id} id={`contest-${contest.id}`}>
            <Told contest={contest} />
            {contest.answer === null && mayAnswer && (
              <>
                <p className="mb-3">
                  <Link to={formAt(contest)}>{t("contests.reclassify")}</Link>
                </p>
                <RecordForm
                  intent="answer"
                  hidden={{ contestId: contest.id }}
                  verb={t("contests.answerVerb")}
                  look="plain"
                >
                  <AreaField name="answer" label={t("contests.answer")} help={t("contests.answerHelp")} rows={3} />
                </RecordForm>
              </>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Told({ contest: { from, to, text, authorName, at, answer } }: { contest: ShownContest }) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  return (
    <>
      <h3>{t("contests.about", { from: format.dateTime(from), to: format.moment(to, from) })}</h3>
      <p className="label">{t("contests.by", { name: authorName, when: format.dateTime(at) })}</p>
      <p className="mark-detail">{text}</p>
      {answer ? (
        <>
          <p className="label mt-2">
            {t("contests.answered", { name: answer.authorName, when: format.dateTime(answer.at) })}
          </p>
          <p className="mark-detail">{answer.text}</p>
        </>
      ) : (
        <p className="label mt-2">{t("contests.waiting")}</p>
      )}
    </>
  );
}
