import { Form, Link, useLocation, useNavigate } from "@remix-run/react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useAside } from "#app/ui/use-aside.ts";
import { LONGEST_SEARCH, searchText } from "#domain/search/question.ts";

import type { SearchAnswer } from "./answer.ts";
import { type ResultGroup, useResults } from "./use-results.ts";
import { useSearchKey } from "./use-search-key.ts";

const TYPING_MS = 150;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * The search of the page's bar: a combobox whose first result is chosen, so that Enter opens it. Sent before an answer
 * is there, or without scripts, it leads to the page of all results.
 */
export function SearchField() {
  const { t } = useTranslation("search");
  const { pathname, key } = useLocation();
  const navigate = useNavigate();
  const { data, load } = useAside<SearchAnswer>("routes/search");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const [typed, setTyped] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  useSearchKey(field);

  const text = searchText(typed);
  useEffect(() => {
    if (text === "") return;
    const timer = setTimeout(() => load(`/search?${new URLSearchParams({ q: text, on: pathname })}`), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, pathname, load]);

  // A result was followed: the next page begins with an empty field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new location empties it.
  useEffect(() => {
    setTyped("");
    setOpen(false);
  }, [key]);

  const answer = data?.text === text && text !== "" ? data : null;
  const groups = useResults(answer);
  const results = groups.flatMap((group) => group.results);
  const isListed = isOpen && answer !== null;
  const current = isListed ? results[Math.min(chosen, results.length - 1)] : undefined;

  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      if (isListed) event.preventDefault();
      return setOpen(false);
    }
    if (event.key === "Enter" && current) {
      event.preventDefault();
      return navigate(current.to);
    }
    const step = STEPS[event.key];
    if (!step || results.length === 0) return;
    event.preventDefault();
    if (isListed) setChosen((chosen + step + results.length) % results.length);
    setOpen(true);
  };

  return (
    <search
      className="search"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <Form action="/search">
        <input type="hidden" name="on" value={pathname} />
        <input
          ref={field}
          name="q"
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST_SEARCH}
          aria-label={t("label")}
          aria-keyshortcuts="Control+K"
          aria-autocomplete="list"
          aria-expanded={isListed}
          aria-controls={`${id}-list`}
          aria-activedescendant={current && `${id}-${results.indexOf(current)}`}
          placeholder={t("placeholder")}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={press}
        />
        <span className="search-key" aria-hidden="true">
          Ctrl K
        </span>
      </Form>
      <Listbox {...{ id, groups, current }} label={t("results")} isShown={isListed} />
      <p className="sr-only" role="status">
        {isListed && t("count", { count: results.length })}
      </p>
      {isListed && results.length === 0 && <p className="search-list search-nothing">{t("nothing", { text })}</p>}
    </search>
  );
}

interface ListboxProps {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly ResultGroup[];
  readonly current: ResultGroup["results"][number] | undefined;
  readonly isShown: boolean;
}

/** Focus stays in the field: the chosen result is named to readers by its id. */
function Listbox({ id, label, groups, current, isShown }: ListboxProps) {
  let index = -1;
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      className="search-list"
      hidden={!isShown || groups.length === 0}
    >
      {groups.map(({ name, results }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset.
        <div key={name} role="group" aria-label={name}>
          <p className="search-group" aria-hidden="true">
            {name}
          </p>
          {results.map((result) => {
            index += 1;
            return (
              <Link
                key={result.to + result.text}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={result === current}
                className="search-option"
                to={result.to}
                // The field keeps the focus until the click has been followed.
                onMouseDown={(event) => event.preventDefault()}
              >
                <span className={result.isMono ? "mono" : undefined}>{result.text}</span>
                <span className="label">{result.note}</span>
              </Link>
            );
          })}
        </div>
      ))}
    </div>
  );
}
