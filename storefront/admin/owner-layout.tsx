import type { ReactNode } from "react";

import { ICON_PATH, STYLE_PATH } from "../http/assets.ts";
import { Wordmark } from "../pages/layout.tsx";
import { pathOf } from "../paths.ts";
import { owner } from "../words/fr/owner.ts";
import { shell } from "../words/fr/shell.ts";
import { OWNER_STYLE } from "./assets.ts";
import { ownerPath } from "./paths.ts";

export const OWNER_SECTIONS = ["orders", "workflow", "incidents", "stock", "centres"] as const;

export type OwnerSection = (typeof OWNER_SECTIONS)[number];

interface OwnerLayoutProps {
  readonly title: string;
  readonly section?: OwnerSection;
  readonly styles?: readonly string[];
  readonly script?: string;
  readonly stuck: number;
  readonly children: ReactNode;
}

/** The shop's brand over pages that are read all day: narrower, denser, no advertising. */
export function OwnerLayout({ title, section, styles = [], script, stuck, children }: OwnerLayoutProps) {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · ${owner.space} ${shell.brand}`}</title>
        <meta name="robots" content="noindex" />
        <meta name="theme-color" content="#16181d" />
        {[STYLE_PATH, ...styles, OWNER_STYLE.path].map((path) => (
          <link key={path} rel="stylesheet" href={path} />
        ))}
        <link rel="icon" href={ICON_PATH} type="image/svg+xml" />
        {script && <script type="module" src={script} />}
      </head>
      <body className="owner">
        <a className="skip" href="#contenu">
          {shell.skip}
        </a>
        <header className="masthead">
          <div className="masthead-row">
            <a className="brand" href={ownerPath("home")}>
              <span className="unseen">{`${shell.brand}, `}</span>
              <Wordmark />
              <span className="owner-space">{owner.space}</span>
            </a>
            {section && <Menu section={section} stuck={stuck} />}
          </div>
        </header>
        <main id="contenu">{children}</main>
      </body>
    </html>
  );
}

function Menu({ section, stuck }: { section: OwnerSection; stuck: number }) {
  return (
    <>
      <nav aria-label={owner.menu}>
        {OWNER_SECTIONS.map((one) => (
          <a key={one} href={ownerPath(one)} aria-current={one === section ? "page" : undefined}>
            {owner[one]}
            {one === "incidents" && stuck > 0 && (
              <span className="owner-stuck">
                <span aria-hidden="true">{stuck}</span>
                <span className="unseen">{`, ${owner.stuck(stuck)}`}</span>
              </span>
            )}
          </a>
        ))}
      </nav>
      <a className="owner-shop" href={pathOf("home", "fr")}>
        {owner.shop}
      </a>
      <form method="post" action={ownerPath("signOut")}>
        <button type="submit" className="owner-out">
          {owner.signOut}
        </button>
      </form>
    </>
  );
}
