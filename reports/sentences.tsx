import type { ReactNode } from "react";

import type { Sentence } from "./section.ts";

/** The drafted sentences: each figure is a link to what proves it, or the sentence ends with one. */
export function Sentences({ sentences, base, proof }: { sentences: readonly Sentence[]; base: string; proof: string }) {
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence.key}>{linked(sentence, base, proof)}</p>
      ))}
    </>
  );
}

function linked({ text, figures, evidence }: Sentence, base: string, proof: string): ReactNode[] {
  const href = new URL(evidence, base).href;
  const parts = cutAtFigures(text, Object.values(figures));
  const link = (words: string, key: number | string) => (
    <a key={key} href={href}>
      {words}
    </a>
  );
  if (parts.length === 1) return [text, " ", link(proof, "proof")];
  // Every second part is a figure.
  return parts.map((part, index) => (index % 2 === 1 ? link(part, index) : part));
}

/** The sentence as Markdown, with the same links: what its author begins with. */
export function markdownOf({ text, figures, evidence }: Sentence, proof: string): string {
  const parts = cutAtFigures(text, Object.values(figures));
  if (parts.length === 1) return `${escaped(text)} [${proof}](${evidence})`;
  return parts.map((part, index) => (index % 2 === 1 ? `[${escaped(part)}](${evidence})` : escaped(part))).join("");
}

/** Text, figure, text, figure … of a sentence; a figure within a longer number is none. */
function cutAtFigures(text: string, shown: readonly string[]): string[] {
  const wanted = [...new Set(shown)]
    .filter((value) => /\d/.test(value))
    .sort((one, other) => other.length - one.length);
  if (wanted.length === 0) return [text];
  const figure = wanted.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.split(new RegExp(`(?<![\\p{L}\\d.,])(${figure})(?![\\p{L}\\d]|[.,]\\d)`, "u"));
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>#|]/g, "\\$&");
}
