import { type ReactNode, useId } from "react";

interface SectionProps {
  readonly title: ReactNode;
  /** After the title, small: the window and step of what is shown. */
  readonly note?: ReactNode;
  /** At the right end of the title's line: a link, a state, a choice. */
  readonly side?: ReactNode;
  readonly as?: "h2" | "h3";
  readonly children: ReactNode;
}

export function Section({ title, note, side, as: Heading = "h2", children }: SectionProps) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <header className="section-head">
        <Heading id={id}>
          {title} {note && <small>{note}</small>}
        </Heading>
        {side && <div className="section-side label">{side}</div>}
      </header>
      {children}
    </section>
  );
}
