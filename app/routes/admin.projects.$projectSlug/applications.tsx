import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import type { Hidden } from "#app/ui/record/refused.ts";
import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

export interface PoolRow {
  readonly id: number;
  readonly cpuGhz: number;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly effectiveOn: string;
  readonly isInEffect: boolean;
  readonly isWithdrawable: boolean;
}

interface ApplicationRow {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly pools: readonly PoolRow[];
}

/** The applications of the project, each with what it has contracted, and since when. */
export function Applications({ applications, today }: { applications: readonly ApplicationRow[]; today: string }) {
  const { t } = useTranslation("admin");
  return (
    <Section title={t("application.section")} note={t("application.note")}>
      {applications.length === 0 && (
        <EmptyState title={t("empty.applications.title")} text={t("empty.applications.text")} />
      )}
      <ul className="record-rows">
        {applications.map((application) => (
          <li key={application.id}>
            <b>{application.name}</b>
            <Pools pools={application.pools} />
            <ApplicationActs application={application} today={today} />
          </li>
        ))}
      </ul>
      <Disclosure summary={t("verbs.addApplication")} intent="addApplication">
        <RecordForm intent="addApplication" verb={t("verbs.addApplication")}>
          <TextField name="applicationName" label={t("fields.applicationName")} required autoComplete="off" />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}

function Pools({ pools }: { pools: readonly PoolRow[] }) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  if (pools.length === 0) return <p className="text-[14px] text-ink2">{t("pool.none")}</p>;
  return (
    <ul>
      {pools.map((pool) => (
        <li key={pool.id} className="record-line py-1 text-[14px]">
          <span className={pool.isInEffect ? undefined : "dim"}>
            {t("pool.line", {
              cpu: format.number(pool.cpuGhz),
              memory: format.memory(pool.memoryBytes),
              disk: format.memory(pool.diskBytes),
            })}
          </span>
          <Effect row={pool}>
            {pool.isWithdrawable && <Withdraw intent="withdrawPool" hidden={{ poolId: pool.id }} />}
          </Effect>
        </li>
      ))}
    </ul>
  );
}

/** From which day a row counts, and whether it is the one that counts today. */
export function Effect({
  row,
  children,
}: {
  row: { readonly effectiveOn: string; readonly isInEffect: boolean };
  children?: ReactNode;
}) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  return (
    <span className="label flex flex-wrap items-center gap-x-3 gap-y-1">
      {row.isInEffect && <StateWord state="ok" word={t("effect.now")} />}
      {t("effect.since", { day: format.fullDay(Date.parse(`${row.effectiveOn}T12:00:00Z`)) })}
      {children}
    </span>
  );
}

/** Takes an agreement back, while it may be. */
export function Withdraw({ intent, hidden }: { intent: string; hidden: Hidden }) {
  const { t } = useTranslation("admin");
  return (
    <Act
      intent={intent}
      hidden={hidden}
      label={t("verbs.withdraw")}
      title={t("effect.withdrawTitle")}
      consequence={t("effect.withdrawConsequence")}
      verb={t("effect.withdrawVerb")}
    />
  );
}

function ApplicationActs({ application, today }: { application: ApplicationRow; today: string }) {
  const { t } = useTranslation("admin");
  const hidden = { applicationId: application.id };
  const versioned = { ...hidden, version: application.version };
  return (
    <div className="record-acts">
      <Disclosure summary={t("verbs.agreePool")} intent="agreePool" hidden={hidden}>
        <RecordForm intent="agreePool" hidden={hidden} verb={t("verbs.agreePool")} wide>
          <TextField name="cpuGhz" inputMode="decimal" label={t("fields.cpuGhz")} required />
          <TextField
            name="memoryGib"
            inputMode="decimal"
            label={t("fields.memoryGib")}
            help={t("help.binary")}
            required
          />
          <TextField name="diskGib" inputMode="decimal" label={t("fields.diskGib")} required />
          <TextField name="effectiveOn" type="date" label={t("fields.effectiveOn")} value={today} required />
        </RecordForm>
      </Disclosure>
      <Disclosure summary={t("verbs.edit")} intent="editApplication" hidden={hidden}>
        <RecordForm intent="editApplication" hidden={versioned} verb={t("verbs.save")}>
          <TextField name="applicationName" label={t("fields.applicationName")} value={application.name} required />
        </RecordForm>
        <div className="mt-4">
          <Act
            intent="retireApplication"
            hidden={versioned}
            label={t("verbs.retire")}
            title={t("application.retireTitle", { name: application.name })}
            consequence={t("application.retireConsequence")}
            verb={t("application.retireVerb", { name: application.name })}
          />
        </div>
      </Disclosure>
    </div>
  );
}
