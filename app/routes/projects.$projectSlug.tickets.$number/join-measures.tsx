import { useState } from "react";
import { useTranslation } from "react-i18next";

import { fieldValue } from "#app/ui/chart/words.ts";
import { useNow } from "#app/ui/clock.tsx";
import { parseOptionalInstant } from "#app/ui/instants.ts";
import { useFormat } from "#app/ui/use-format.tsx";

import type { TicketData } from "./route.tsx";

const HOUR_MS = 3_600_000;

/** Measures of a machine and a time of the writer's choice, kept with the answer and read by whoever reads it. */
export function JoinMeasures({ ticket, machines }: Pick<TicketData, "ticket" | "machines">) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const since = parseOptionalInstant(ticket.since) ?? now - HOUR_MS;
  const from = Math.min(since, now - HOUR_MS / 2) - HOUR_MS / 2;
  const own = ticket.machines[0]?.id;
  return (
    <details className="disclosure join-measures" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("join.title")}</summary>
      {/* Folded, it joins nothing. */}
      <fieldset disabled={!isOpen} className="join-measures-fields">
        <legend className="sr-only">{t("join.title")}</legend>
        <label>
          {t("join.machine")}
          <select name="measuresOf" defaultValue={own ?? ""}>
            <option value="">{t("join.allMachines")}</option>
            {machines.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("join.from")}
          <input type="datetime-local" name="measuresFrom" defaultValue={fieldValue(from, format)} />
        </label>
        <label>
          {t("join.to")}
          <input
            type="datetime-local"
            name="measuresTo"
            defaultValue={fieldValue(Math.min(from + 2 * HOUR_MS, now), format)}
          />
        </label>
      </fieldset>
    </details>
  );
}
