import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";

import { type SentAction, useActionWords } from "./action-words.ts";

interface ActionsListProps {
  readonly actions: readonly SentAction[];
  /** Of the capacity page: "/projects/popgom/capacity". */
  readonly capacity: string;
  readonly mayAnswer: boolean;
}

/** What is planned, in a line each: when, what it changes, what it costs, and who decided or must. */
export function ActionsList({ actions, capacity, mayAnswer }: ActionsListProps) {
  const { t } = useTranslation("capacity");
  const words = useActionWords();
  const open = actions.filter(({ state }) => state !== "done" && state !== "dropped");
  if (open.length === 0) return <p className="text-ink2">{t("board.noneOpen")}</p>;
  return (
    <table className="data-table data-table-plain">
      <thead>
        <tr>
          <th scope="col">{t("board.list.when")}</th>
          <th scope="col">{t("board.list.what")}</th>
          <th scope="col">{t("board.list.cost")}</th>
          <th scope="col">{t("board.list.decision")}</th>
        </tr>
      </thead>
      <tbody>
        {open.map((action) => (
          <tr key={action.id}>
            <td data-label={t("board.list.when")}>{words.due(action)}</td>
            <td>
              <Link to={`${capacity}/actions#action-${action.id}`}>{action.title}</Link>
              <span className="label block">{words.effect(action) ?? words.change(action) ?? action.detail}</span>
            </td>
            <td data-label={t("board.list.cost")}>{words.cost(action)}</td>
            <td data-label={t("board.list.decision")}>
              <Decision action={action} capacity={capacity} mayAnswer={mayAnswer} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Decision({ action, capacity, mayAnswer }: Omit<ActionsListProps, "actions"> & { action: SentAction }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const { state, answeredAt, answeredByName } = action;
  if (state === "proposed" && answeredAt === null) {
    if (!mayAnswer) return t("board.list.awaited");
    return (
      <Link className="button button-plain" to={`${capacity}/actions#action-${action.id}`}>
        {t("board.list.answer")}
      </Link>
    );
  }
  if (state === "planned") return t("board.states.planned");
  const who = { name: answeredByName, day: answeredAt === null ? "" : format.day(parseInstant(answeredAt)) };
  return t(state === "proposed" ? "board.askedOtherwise" : "board.agreed", who);
}
