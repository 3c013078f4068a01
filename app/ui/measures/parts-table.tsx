import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { MeasuredPart } from "#domain/consumption/picture.ts";
import { RESOURCES, type Resource } from "#domain/consumption/resources.ts";
import { type Figure, figuresOf } from "./figures.ts";
import { quantityText } from "./words.ts";

interface PartsTableProps {
  readonly title: string;
  /** Heading of the column of names. */
  readonly of: string;
  readonly parts: readonly MeasuredPart[];
  /** Added to each link: the same window. */
  readonly query: string;
}

/** The applications of a project, or the projects of a reader, each with what it uses of its contract in the window. */
export function PartsTable({ title, of, parts, query }: PartsTableProps) {
  const { t } = useTranslation("measures");
  const format = useFormat();
  if (parts.length === 0) return null;
  return (
    <Section title={title} note={t("parts.note")}>
      <div className="data-table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{of}</th>
              <th scope="col" className="numeric">
                {t("parts.machines")}
              </th>
              {RESOURCES.map((resource) => (
                <th key={resource} scope="col" className="numeric">
                  {t(`short.${resource}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <PartRow key={part.to} {...{ part, query }} machines={format.number(part.machineCount)} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function PartRow({ part, query, machines }: { part: MeasuredPart; query: string; machines: string }) {
  const { t } = useTranslation("measures");
  const figures = figuresOf(part);
  return (
    <tr>
      <th scope="row">
        <Link to={`${part.to}?${query}`}>{part.name}</Link>
        {part.note && <span className="label block">{part.note}</span>}
      </th>
      <td className="numeric" data-label={t("parts.machines")}>
        {machines}
      </td>
      {RESOURCES.map((resource) => (
        <td key={resource} className="numeric" data-label={t(`short.${resource}`)}>
          <Used figure={figures.find((one) => one.resource === resource)} {...{ part, resource }} />
        </td>
      ))}
    </tr>
  );
}

/** The share of the contract, and below it the quantity; without a contract the quantity alone. */
function Used({ figure, part, resource }: { figure: Figure | undefined; part: MeasuredPart; resource: Resource }) {
  const { t } = useTranslation("measures");
  const format = useFormat();
  if (!figure) return <>–</>;
  const { ratio } = figure;
  const value = resource === "memory" || resource === "disk" ? figure.last : figure.average;
  const quantity = quantityText(resource, value, part, format);
  const text =
    resource === "cpu" && figure.granted === null ? t("cores", { count: value, number: quantity }) : quantity;
  if (ratio === null) return <>{text}</>;
  return (
    <span>
      {format.percent(ratio)} <span className="label data-table-quantity">{text}</span>
    </span>
  );
}
