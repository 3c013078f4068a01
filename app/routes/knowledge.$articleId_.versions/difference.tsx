import { useTranslation } from "react-i18next";

import type { DifferenceLine } from "#domain/knowledge/difference.ts";

/** Two texts as one: each line says by a sign, a border and, for readers, a word what became of it. */
export function Difference({ lines }: { lines: readonly DifferenceLine[] }) {
  return (
    <div className="difference">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may be the same, and their order never changes.
        <Line key={index} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { line: DifferenceLine }) {
  const { t } = useTranslation("knowledge");
  if (line.kind === "folded") {
    return <p className="difference-folded">{t("versions.folded", { count: line.lines })}</p>;
  }
  const said = line.kind === "same" ? null : <span className="sr-only">{t(`versions.line.${line.kind}`)} </span>;
  if (line.kind !== "changed") {
    return (
      <p className={`difference-${line.kind}`}>
        {said}
        {line.text}
      </p>
    );
  }
  return (
    <p className="difference-changed">
      {said}
      {line.pieces.map(({ kind, text }, index) => {
        const Piece = kind === "added" ? "ins" : kind === "removed" ? "del" : "span";
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces may be the same, and their order never changes.
        return <Piece key={index}>{text}</Piece>;
      })}
    </p>
  );
}
