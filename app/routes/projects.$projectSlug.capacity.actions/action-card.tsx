import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { type SentAction, useActionWords } from "#app/ui/capacity/action-words.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { dueReason } from "#domain/capacity/action.ts";

import { AnswerForms } from "./answer-forms.tsx";
import { CourseForms } from "./course-forms.tsx";
import { OutcomeLine } from "./outcome-line.tsx";
import type { BoardData } from "./route.tsx";

interface ActionCardProps {
  readonly action: SentAction;
  readonly data: BoardData;
}

/** One action: what it is about and does, what it costs and until when, who answered what, and what may be done with it. */
export function ActionCard({ action, data }: ActionCardProps) {
  const { t } = useTranslation(["capacity", "interventions"]);
  const words = useActionWords();
  const { today, may, frame } = data;
  const due = dueReason(action, today);
  const isOpen = action.state !== "done" && action.state !== "dropped";
  return (
    <article className="board-card" aria-label={action.title}>
      {due && <StateWord state={due === "otherwise" ? "you" : "warn"} word={t(`board.why.${due}`)} />}
      {may.answer && action.state === "proposed" && action.answeredAt === null && (
        <StateWord state="sign" word={t("board.awaited")} />
      )}
      <h3>{action.title}</h3>
      <p className="label">{words.about(action)}</p>
      {action.detail && <p className="plan-text">{action.detail}</p>}
      {isOpen && words.effect(action) && <p>{words.effect(action)}</p>}
      <dl className="board-facts">
        <Fact term={t("board.facts.effect")} value={words.change(action)} />
        <Fact term={t("board.facts.due")} value={words.due(action)} />
        <Fact term={t("board.facts.lead")} value={isOpen ? t("board.days", { count: action.leadDays }) : null} />
        <Fact term={t("board.facts.cost")} value={words.cost(action)} />
        <Fact term={t("board.facts.owner")} value={action.ownerName || t("board.nobody")} />
      </dl>
      <Answered action={action} />
      {action.intervention && (
        <p>
          <Link to={`/projects/${frame.project.slug}/interventions/${action.intervention.id}`}>
            {t("board.intervention", { title: action.intervention.title })}
          </Link>{" "}
          <span className="label">{t(`interventions:state.${action.intervention.state}`)}</span>
        </p>
      )}
      <OutcomeLine action={action} />
      {may.answer && action.state === "proposed" && <AnswerForms action={action} />}
      {may.plan && isOpen && <CourseForms action={action} data={data} />}
    </article>
  );
}

function Fact({ term, value }: { term: string; value: string | null }) {
  if (value === null) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The client's word, under their name. */
function Answered({ action: { state, answeredAt, answeredByName, answerText } }: { action: SentAction }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  if (answeredAt === null) return null;
  const who = { name: answeredByName, day: format.day(parseInstant(answeredAt)) };
  return (
    <blockquote className="board-answer">
      <p className="label">{t(state === "proposed" ? "board.askedOtherwise" : "board.agreed", who)}</p>
      {answerText && <p className="plan-text">{answerText}</p>}
    </blockquote>
  );
}
