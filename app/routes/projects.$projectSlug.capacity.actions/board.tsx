import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";

import { ActionCard } from "./action-card.tsx";
import type { BoardData } from "./route.tsx";

const COLUMNS = ["proposed", "agreed", "planned", "done"] as const;

/** A column a state, in the order of the work; what was given up is folded below. */
export function Board({ data }: { data: BoardData }) {
  const { t } = useTranslation("capacity");
  const { actions } = data;
  const dropped = actions.filter(({ state }) => state === "dropped");
  if (actions.length === 0) return <EmptyState title={t("board.none")} text={t("board.noneText")} />;
  return (
    <>
      <div className="board">
        {COLUMNS.map((state) => {
          const own = actions.filter((one) => one.state === state);
          return (
            <section key={state} aria-labelledby={`state-${state}`}>
              <h2 id={`state-${state}`}>
                {t(`board.states.${state}`)} <span className="count">{own.length}</span>
              </h2>
              <p className="label">{t(`board.statesHelp.${state}`)}</p>
              <ul>
                {own.map((action) => (
                  <li key={action.id} id={`action-${action.id}`}>
                    <ActionCard action={action} data={data} />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {dropped.length > 0 && (
        <details className="disclosure">
          <summary>{t("board.dropped", { count: dropped.length })}</summary>
          <ul className="record-rows">
            {dropped.map((action) => (
              <li key={action.id} id={`action-${action.id}`}>
                <ActionCard action={action} data={data} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
