import type { ReactNode } from "react";

/** A chip for a word that classifies. States have their mark instead. */
export function Tag({ tone = "plain", children }: { tone?: "plain" | "sea" | "dashed"; children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}
