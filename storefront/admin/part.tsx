import type { ReactNode } from "react";

/** A part of the page under its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="owner-part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
