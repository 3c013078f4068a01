import type { SerializeFrom } from "@remix-run/node";
import { Form, Link, useLocation } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { Section } from "#app/ui/section.tsx";
import { useAside } from "#app/ui/use-aside.ts";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ArticleLine } from "#domain/knowledge/article.ts";

import { PastTicket } from "./past-ticket.tsx";
import type { SentSimilar } from "./sent-similar.ts";

interface Seen {
  readonly similar: SentSimilar;
  readonly linked: readonly SerializeFrom<ArticleLine>[];
}

/**
 * Beside a ticket, for staff: articles and past tickets that share its words, the articles that are linked to it, and the
 * way to make one of it, which works without scripts.
 */
export function SeenByWords({ address }: { address: string }) {
  const { t } = useTranslation("knowledge");
  const { load, data, state } = useAside<Seen>("routes/projects.$projectSlug.tickets.$number_.seen");
  const { key } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: an article that was linked leads here again.
  useEffect(() => load(`${address}/seen`), [address, key, load]);
  const linked = data?.linked ?? [];
  const others = data?.similar.articles.filter(({ id }) => !linked.some((one) => one.id === id)) ?? [];
  const isEmpty = data !== undefined && linked.length + others.length + data.similar.tickets.length === 0;
  return (
    <Section title={t("seen.title")} note={t("seen.note")}>
      {isEmpty && <p className="dim">{t("seen.none")}</p>}
      {state === "failed" && <p className="dim">{t("seen.failed")}</p>}
      <ul className="article-rows">
        {linked.map(({ id, title }) => (
          <li key={`linked ${id}`}>
            <div>
              <Link to={`/knowledge/${id}`}>{t("seen.made", { id, title })}</Link>
              <p className="label">{t("seen.linked")}</p>
            </div>
          </li>
        ))}
        {others.map((article) => (
          <SeenArticle key={article.id} article={article} address={address} />
        ))}
        {data?.similar.tickets.map((ticket) => (
          <li key={`ticket ${ticket.id}`}>
            <PastTicket ticket={ticket} />
          </li>
        ))}
      </ul>
      <Form method="post" action={`${address}/seen`} className="mt-3">
        <input type="hidden" name="intent" value="make" />
        <Button type="submit">{t("seen.make")}</Button>
        <p className="field-help mt-1">{t("seen.makeHelp")}</p>
      </Form>
    </Section>
  );
}

function SeenArticle({ article, address }: { article: Seen["similar"]["articles"][number]; address: string }) {
  const { t } = useTranslation("knowledge");
  const format = useFormat();
  const { id, title, excerpt, reviewedAt, reviewedByName } = article;
  return (
    <li>
      <div>
        <Link to={`/knowledge/${id}`}>{title}</Link>
        <p className="text-[14px] text-ink2">
          {t("number", { id })}. {excerpt}
        </p>
        {reviewedAt && (
          <p className="label">
            {t("seen.reviewed", { day: format.fullDay(parseInstant(reviewedAt)), name: reviewedByName })}
          </p>
        )}
        <Form method="post" action={`${address}/seen`} preventScrollReset className="mt-1">
          <input type="hidden" name="intent" value="link" />
          <input type="hidden" name="articleId" value={id} />
          <Button type="submit" look="quiet" aria-label={t("seen.linkOf", { title })}>
            {t("seen.link")}
          </Button>
        </Form>
      </div>
    </li>
  );
}
