import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { MARK_OF } from "#app/ui/availability/words.ts";
import { useCheckReason } from "#app/ui/checks/use-check-reason.ts";
import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { FindingSentence } from "#app/ui/live/finding.tsx";
import { StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { CheckWitness, MachineWitness, Witness } from "#domain/incidents/witness.ts";

/** What the platform saw at that moment: a machine that was not well, a check that changed its mind. */
export function WitnessLine({ witness, slug }: { witness: SerializeFrom<Witness>; slug: string }) {
  const format = useFormat();
  return (
    <li>
      <p className="label">{format.dateTime(parseInstant(witness.at))}</p>
      {witness.kind === "machine" ? <OfMachine witness={witness} slug={slug} /> : <OfCheck witness={witness} />}
    </li>
  );
}

function OfMachine({ witness, slug }: { witness: SerializeFrom<MachineWitness>; slug: string }) {
  const { t } = useTranslation(["incidents", "machines"]);
  const format = useFormat();
  const { machine, state, times } = witness;
  const [from, until] = [parseInstant(witness.at), parseOptionalInstant(witness.until)];
  return (
    <>
      <p>
        <StateMark state={state} />{" "}
        <FindingSentence
          kind={times > 1 ? "repeated" : "change"}
          machine={machine}
          state={witness}
          now={from}
          times={times}
        />{" "}
        <span className="dim">
          {until === null
            ? t("incidents:witness.lasts")
            : t("incidents:witness.until", { when: format.moment(until, from) })}
        </span>
      </p>
      <Link to={`/projects/${slug}/machines/${machine}`}>{t("machines:see", { machine })}</Link>
    </>
  );
}

function OfCheck({ witness: { check, state, reason } }: { witness: SerializeFrom<CheckWitness> }) {
  const { t } = useTranslation(["incidents", "availability"]);
  const reasonInWords = useCheckReason();
  return (
    <p>
      <StateMark state={MARK_OF[state]} />{" "}
      {t("incidents:witness.check", { check, state: t(`availability:verdicts.${state}`) })}
      {reason && state !== "up" && <span className="dim"> · {reasonInWords(reason)}</span>}
    </p>
  );
}
