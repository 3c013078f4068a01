import { useMatches } from "@remix-run/react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

/**
 * What a route says of itself beside its component:
 * `export const handle: PageHandle<typeof loader> = { title: (t, data) => t("machines:page.title", { name: data.name }) }`.
 * Remix's meta functions cannot see the page's texts, so titles go this way. `data` is undefined where the loader failed, null where it was not asked (405).
 */
export interface PageHandle<Data = unknown> {
  title?(t: TFunction, data: Data): string;
  /** Address of the page's news feed, for programs that look for one. */
  feed?(data: Data): string;
  /** Its pages need no scripts and get none: light ones, for strangers. */
  isStill?: true;
}

/** The title of the deepest route that has one, and the product's name. */
export function PageTitle() {
  const { t } = useTranslation();
  const titles = useMatches().map(({ handle, data }) => {
    const page = handle as PageHandle | undefined;
    return data === undefined || data === null ? undefined : page?.title?.(t, data);
  });
  const title = titles.findLast(Boolean);
  return <title>{title ? `${title} · Timonerie` : "Timonerie"}</title>;
}

/** Where the news feed of the page is, if it has one. */
export function FeedLink() {
  const feeds = useMatches().map(({ handle, data }) => {
    const page = handle as PageHandle | undefined;
    return data === undefined || data === null ? undefined : page?.feed?.(data);
  });
  const feed = feeds.findLast(Boolean);
  return feed ? <link rel="alternate" type="application/atom+xml" href={feed} /> : null;
}
