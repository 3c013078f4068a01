import type { ReactNode } from "react";

import { LocaleChoice, ThemeChoice } from "#app/ui/shell/choices.tsx";

interface StatusFrameProps {
  /** Who runs the services. */
  readonly provider: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** The frame of what strangers read: whose word it is, whose services, and nothing to sign in to. */
export function StatusFrame({ provider, title, children }: StatusFrameProps) {
  return (
    <div className="status-page">
      <header className="status-head">
        <p className="label">{provider}</p>
        <p className="status-title">{title}</p>
      </header>
      <main id="content">{children}</main>
      <footer className="status-foot label">
        <LocaleChoice />
        <ThemeChoice />
      </footer>
    </div>
  );
}
