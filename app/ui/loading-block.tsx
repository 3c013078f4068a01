import { useTranslation } from "react-i18next";

interface LoadingBlockProps {
  /** What is on its way, for screen readers: "Machines". */
  readonly label: string;
  /** As many as there will be: the place stays the same when they come. */
  readonly lines?: number;
  readonly lineHeight?: number;
}

const WIDTHS = ["100%", "72%", "86%", "58%"];

/** Blocks where values will stand. No spinner, no shimmer. */
export function LoadingBlock({ label, lines = 3, lineHeight = 40 }: LoadingBlockProps) {
  const { t } = useTranslation("ui");
  const height = lines * lineHeight;
  return (
    <div className="skeleton" aria-busy="true">
      <span className="sr-only" role="status">
        {t("loading", { what: label })}
      </span>
      <svg width="100%" height={height} aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => line).map((line) => (
          <rect key={line} y={line * lineHeight + lineHeight / 2 - 6} width={WIDTHS[line % 4]} height="12" rx="2" />
        ))}
      </svg>
    </div>
  );
}
