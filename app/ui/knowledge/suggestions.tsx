import { Link } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";

import { PastTicket } from "./past-ticket.tsx";
import { Prose } from "./prose.tsx";
import type { SentSimilar } from "./sent-similar.ts";
import { useArticleText } from "./use-article-text.ts";
import { useSuggestions } from "./use-suggestions.ts";

interface SuggestionsProps {
  readonly projectSlug: string;
  /** Made by the page: what is suggested during one writing counts once. */
  readonly writing: string;
  /** The form in which the ticket is written: its fields `subject` and `text` are overheard. */
  readonly children: ReactNode;
}

/**
 * A form in which a ticket is written, and beside it what is like it: an article is read in its place, so that nothing of
 * what was written is lost. Without scripts, the form alone.
 */
export function WithSuggestions({ projectSlug, writing: made, children }: SuggestionsProps) {
  const { t } = useTranslation("knowledge");
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  // A page that reads its data again makes another key; the writing is the same.
  const [writing] = useState(made);
  const [isResolved, setResolved] = useState(false);
  const text = `${typed.subject ?? ""} ${typed.text ?? ""}`.trim();
  const { similar, tell } = useSuggestions({ projectSlug, writing, text });
  const count = similar.articles.length + similar.tickets.length;
  return (
    <div className="columns-side">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only overhears what is typed in the form inside. */}
      <div
        onInput={({ target }) => {
          const isField = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
          if (!isField || (target.name !== "subject" && target.name !== "text")) return;
          const { name, value } = target;
          setTyped((before) => ({ ...before, [name]: value }));
        }}
      >
        {children}
      </div>
      <Section title={t("suggestions.title")} note={t("suggestions.note")}>
        <p className="sr-only" role="status">
          {text !== "" && t("suggestions.announced", { count })}
        </p>
        {isResolved && (
          <p className="article-notice" role="status">
            {t("suggestions.thanks")}
          </p>
        )}
        {count === 0 && <p className="dim">{t("suggestions.waits")}</p>}
        <ul className="suggestions">
          {similar.articles.map((article) => (
            <li key={article.id}>
              <SuggestedArticle
                article={article}
                onOpen={() => tell("opened", [article.id])}
                onResolved={() => {
                  tell("resolved", [article.id]);
                  setResolved(true);
                }}
              />
            </li>
          ))}
          {similar.tickets.map((ticket) => (
            <li key={`ticket ${ticket.id}`}>
              <PastTicket ticket={ticket} inNewTab />
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

interface SuggestedArticleProps {
  readonly article: SentSimilar["articles"][number];
  readonly onOpen: () => void;
  readonly onResolved: () => void;
}

function SuggestedArticle({ article: { id, title, excerpt }, onOpen, onResolved }: SuggestedArticleProps) {
  const { t } = useTranslation("knowledge");
  const { html, state, read } = useArticleText(id);
  return (
    <details
      onToggle={(event) => {
        if (!event.currentTarget.open || state !== "unread") return;
        read();
        onOpen();
      }}
    >
      <summary>{title}</summary>
      {state === "unread" && <p className="label">{excerpt}</p>}
      {state === "reading" && <p className="label">{t("suggestions.loading")}</p>}
      {state === "failed" && <p className="label">{t("suggestions.failed")}</p>}
      {html && <Prose html={html} />}
      <div className="form-actions">
        <Button onClick={onResolved}>{t("suggestions.resolved")}</Button>
        <Link to={`/knowledge/${id}`} target="_blank" className="self-center">
          {t("suggestions.open")}
        </Link>
      </div>
    </details>
  );
}
