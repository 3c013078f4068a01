import { useTranslation } from "react-i18next";

import { FALLBACK_LOCALE, isLocale } from "#app/ui/locale.ts";

import { CheckList, SelectField, TextField } from "./fields.tsx";
import { inGibibytes, inMegabits } from "./sizes.ts";

export interface MachineValues {
  readonly role: string;
  readonly applicationId: number | null;
  readonly position: string;
  readonly contractedCpuGhz: number | null;
  readonly contractedMemoryBytes: number | null;
  readonly contractedDiskBytes: number | null;
  readonly contractedBandwidthBits: number | null;
  readonly addresses: readonly string[];
  readonly site: string;
  readonly consoleUrl: string | null;
  readonly tags: readonly string[];
  readonly parentIds: readonly number[];
}

/** What a machine's role, application and parents are chosen from. */
export interface MachineChoices {
  readonly roles: readonly { slug: string; nameFr: string; nameEn: string; nameEs: string }[];
  readonly applications: readonly { id: number; name: string }[];
  /** The other living machines of the project. */
  readonly others: readonly { id: number; name: string }[];
}

export function MachineFields({ machine, choices }: { machine?: MachineValues; choices: MachineChoices }) {
  const { t, i18n } = useTranslation("admin");
  const locale = isLocale(i18n.language) ? i18n.language : FALLBACK_LOCALE;
  const nameIn = { fr: "nameFr", en: "nameEn", es: "nameEs" } as const;
  const roles = choices.roles.map((role) => ({ value: role.slug, text: role[nameIn[locale]] }));
  const named = ({ id, name }: { id: number; name: string }) => ({ value: String(id), text: name });
  return (
    <>
      <SelectField
        name="role"
        label={t("columns.role")}
        value={machine?.role}
        options={machine ? roles : [{ value: "", text: t("words.choose") }, ...roles]}
      />
      <SelectField
        name="applicationId"
        label={t("columns.application")}
        value={machine?.applicationId}
        options={[{ value: "", text: t("words.none") }, ...choices.applications.map(named)]}
      />
      <TextField name="position" label={t("fields.position")} help={t("help.position")} value={machine?.position} />
      <Contracted machine={machine} />
      <TextField
        name="addresses"
        label={t("fields.addresses")}
        help={t("help.addresses")}
        value={machine?.addresses.join(", ")}
        spellCheck={false}
      />
      <TextField name="site" label={t("fields.site")} help={t("help.site")} value={machine?.site} />
      <TextField
        name="consoleUrl"
        type="url"
        label={t("fields.consoleUrl")}
        help={t("help.consoleUrl")}
        value={machine?.consoleUrl}
      />
      <TextField
        name="tags"
        label={t("fields.tags")}
        help={t("help.tags")}
        value={machine?.tags.join(", ")}
        spellCheck={false}
      />
      <CheckList
        name="parentIds"
        label={t("fields.parents")}
        help={t("help.parents")}
        chosen={machine?.parentIds.map(String) ?? []}
        options={choices.others.map(named)}
      />
    </>
  );
}

function Contracted({ machine }: { machine?: MachineValues }) {
  const { t } = useTranslation("admin");
  return (
    <fieldset className="form form-wide col-span-full w-full">
      <legend className="field-label mb-2">
        {t("fields.contractedSizes")} <span className="field-help ml-2">{t("help.contracted")}</span>
      </legend>
      <TextField name="cpuGhz" inputMode="decimal" label={t("fields.cpuGhz")} value={machine?.contractedCpuGhz} />
      <TextField
        name="memoryGib"
        inputMode="decimal"
        label={t("fields.memoryGib")}
        help={t("help.binary")}
        value={inGibibytes(machine?.contractedMemoryBytes ?? null)}
      />
      <TextField
        name="diskGib"
        inputMode="decimal"
        label={t("fields.diskGib")}
        value={inGibibytes(machine?.contractedDiskBytes ?? null)}
      />
      <TextField
        name="bandwidthMbit"
        inputMode="decimal"
        label={t("fields.bandwidthMbit")}
        value={inMegabits(machine?.contractedBandwidthBits ?? null)}
      />
    </fieldset>
  );
}
