import { useTranslation } from "react-i18next";

import { useViewer } from "#app/ui/viewer.tsx";
import { isLocalMachine, type MachineRole } from "#domain/machines/live.ts";

interface NamedMachine {
  readonly name: string;
  readonly simulated: boolean;
  readonly role: MachineRole;
  readonly position: string;
  /** Title of the intervention that is carried out on it now. */
  readonly inWork?: string | null;
}

/** What a machine is, in the reader's language. Positions are written by staff: the usual ones are known here. */
export function useMachineWords() {
  const { t } = useTranslation(["machines", "interventions"]);
  const { locale } = useViewer();
  const role = (machine: NamedMachine) => (isLocalMachine(machine) ? t("machines:local") : machine.role.names[locale]);
  return {
    role,
    /** Within a sentence: "base de données", but "DNS". */
    roleInSentence(machine: NamedMachine): string {
      const name = role(machine);
      return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase(locale) + name.slice(1) : name;
    },
    /** What distinguishes it, and that somebody works on it. */
    position({ position, inWork }: NamedMachine): string {
      const named = position && t(`machines:position.${position}`, { defaultValue: position });
      return [named, inWork ? t("interventions:inWorkNow") : ""].filter(Boolean).join(", ");
    },
  };
}
