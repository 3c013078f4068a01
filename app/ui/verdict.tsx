import { Link } from "@remix-run/react";
import { Children, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { type State, StateMark, StateWord } from "./state-mark.tsx";

interface VerdictProps {
  /** The worst state that needs action. */
  readonly state: State;
  /** At most two sentences, each a string of its own: what customers experience, then what is wrong. */
  readonly children: ReactNode;
  readonly as?: "h1" | "h2" | "p";
}

export function Verdict({ state, children, as: Heading = "h2" }: VerdictProps) {
  const { t } = useTranslation("ui");
  return (
    <div className="verdict">
      <StateMark state={state} size="large" />
      <Heading>
        <span className="sr-only">{t("verdict.prefix", { state: t(`state.${state}`) })} </span>
        {Children.toArray(children).map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the sentences of one verdict have no other name.
          <span key={index} className="verdict-sentence">
            {unbroken(sentence)}
          </span>
        ))}
      </Heading>
    </div>
  );
}

/** A machine's name is not parted at its hyphen, wherever the line ends. */
function unbroken(sentence: ReactNode): ReactNode {
  if (typeof sentence !== "string") return sentence;
  return sentence.split(/([\p{L}\d]+(?:-[\p{L}\d]+)*-\d+)/u).map((piece, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one sentence have no other name.
      <span key={index} className="whitespace-nowrap">
        {piece}
      </span>
    ) : (
      piece
    ),
  );
}

export interface ExceptionRow {
  readonly key: string;
  readonly state: State;
  readonly word?: string;
  /** The fact with its time. */
  readonly fact: ReactNode;
  /** One link, its text a verb. */
  readonly link?: { readonly to: string; readonly text: string };
}

/** What is not normal, one row each, never more than `limit`; the rest is counted and linked. */
export function Exceptions({
  rows,
  limit = 5,
  restTo,
}: {
  rows: readonly ExceptionRow[];
  limit?: number;
  restTo?: string;
}) {
  const { t } = useTranslation("ui");
  const rest = rows.length - limit;
  if (rows.length === 0) return null;
  return (
    <ul className="exceptions">
      {rows.slice(0, limit).map((row) => (
        <li key={row.key}>
          <StateWord state={row.state} word={row.word} />
          <p>{row.fact}</p>
          {row.link ? (
            <Link className="whitespace-nowrap" to={row.link.to}>
              {row.link.text}
            </Link>
          ) : (
            <span />
          )}
        </li>
      ))}
      {rest > 0 && (
        <li>
          <span />
          <p>
            {restTo ? (
              <Link to={restTo}>{t("verdict.rest", { count: rest })}</Link>
            ) : (
              t("verdict.rest", { count: rest })
            )}
          </p>
          <span />
        </li>
      )}
    </ul>
  );
}
