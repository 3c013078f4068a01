import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import type { SearchAnswer } from "#app/ui/search/answer.ts";
import { useResults } from "#app/ui/search/use-results.ts";
import { Section } from "#app/ui/section.tsx";

/** All that was found, group by group. */
export function Results({ answer }: { answer: SearchAnswer }) {
  const { t } = useTranslation("search");
  const groups = useResults(answer);
  const count = groups.reduce((sum, { results }) => sum + results.length, 0);
  if (answer.text === "") return null;
  return (
    <>
      <p className="sr-only" role="status">
        {t("count", { count })}
      </p>
      {count === 0 && <EmptyState title={t("nothing", { text: answer.text })} text={t("nothingText")} />}
      {groups.map(({ name, results }) => (
        <Section key={name} title={name}>
          <ul className="search-results">
            {results.map(({ to, text, isMono, note }) => (
              <li key={to + text}>
                <Link className={isMono ? "mono" : undefined} to={to}>
                  {text}
                </Link>
                <span className="label">{note}</span>
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
