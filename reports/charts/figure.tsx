import type { ReactNode } from "react";

/** The width of the text on an A4 page, in CSS pixels: charts are drawn at the size in which they are read. */
export const PAGE_WIDTH = 668;

/** What every chart says of itself to a reader who does not see it. */
export interface ChartText {
  /** Unique in the report: titles are found by it. */
  readonly id: string;
  readonly title: string;
  /** In whole sentences: what there is to see. */
  readonly description: string;
}

interface FigureProps extends ChartText {
  readonly width?: number;
  readonly height: number;
  readonly children: ReactNode;
  /** The values in a small table below, where the picture alone does not give them. */
  readonly table?: ReactNode;
  /** What its lines and shades mean. */
  readonly legend?: ReactNode;
}

/** A drawing with its text alternative. */
export function Figure({ id, title, description, width = PAGE_WIDTH, height, children, table, legend }: FigureProps) {
  return (
    <figure className="report-chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{description}</desc>
        {children}
      </svg>
      {legend && <figcaption className="report-legend">{legend}</figcaption>}
      {table}
    </figure>
  );
}

/** The hatching of time that was not measured. One a chart: an id is of one document. */
export function Hatch({ id }: { id: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M0 0V5" className="hatch" />
    </pattern>
  );
}
