import { Link } from "@remix-run/react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { heldText } from "#app/ui/consumption/words.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Usage } from "#domain/consumption/month.ts";

import type { Shown } from "./route.tsx";

/** Each application and its machines: traffic, the percentile, what is reserved and what is stored. */
export function Parts({ consumption, project }: { consumption: Shown["consumption"]; project: string }) {
  const { t } = useTranslation("consumption");
  const { applications, machines, total } = consumption;
  const rule = consumption.quota?.rule ?? "greater";
  const alone = machines.filter(({ application }) => application === null);
  const machine = ({ id, name, ...usage }: (typeof machines)[number]) => (
    <tr key={id} className="usage-machine">
      <th scope="row">
        <Link to={`${project}/machines/${name}`}>{name}</Link>
      </th>
      <Cells usage={usage} rule={rule} />
    </tr>
  );
  return (
    <Section title={t("parts.title")} note={t("parts.note")}>
      <div className="data-table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">{t("parts.name")}</th>
              {["received", "sent"].map((of) => (
                <th key={of} scope="col" className="numeric">
                  {t(of)}
                </th>
              ))}
              <th scope="col" className="numeric">
                {t("parts.p95", { rule: t(`rules.${rule}`) })}
              </th>
              {["vcpu", "memory", "disk", "stored"].map((of) => (
                <th key={of} scope="col" className="numeric">
                  {t(`parts.${of}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {applications.map(({ id, slug, name, ...usage }) => (
              <Fragment key={id}>
                <tr className="usage-application">
                  <th scope="row">
                    <Link to={`${project}/applications/${slug}`}>{name}</Link>
                  </th>
                  <Cells usage={usage} rule={rule} />
                </tr>
                {machines.filter(({ application }) => application === name).map(machine)}
              </Fragment>
            ))}
            {alone.map(machine)}
            <tr className="usage-application">
              <th scope="row">{t("parts.whole")}</th>
              <Cells usage={total} rule={rule} />
            </tr>
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Cells({ usage, rule }: { usage: Usage; rule: keyof Usage["p95"] }) {
  const { t } = useTranslation("consumption");
  const format = useFormat();
  const p95 = usage.p95[rule];
  const isHeard = usage.knownShare > 0;
  const cells: [label: string, text: string][] = [
    [t("received"), isHeard ? format.bytes(usage.volume.received) : "–"],
    [t("sent"), isHeard ? format.bytes(usage.volume.sent) : "–"],
    [t("parts.p95", { rule: t(`rules.${rule}`) }), p95 === null ? "–" : format.bitsPerSecond(p95)],
    [t("parts.vcpu"), heldText(format, usage.vcpuHours, "vcpu_hours")],
    [t("parts.memory"), heldText(format, usage.memoryHours, "memory_hours")],
    [t("parts.disk"), heldText(format, usage.diskHours, "disk_hours")],
    [t("parts.stored"), usage.storedLast === null ? "–" : format.bytes(usage.storedLast)],
  ];
  return cells.map(([label, text]) => (
    <td key={label} className="numeric" data-label={label}>
      {text}
    </td>
  ));
}
