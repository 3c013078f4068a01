import type { Thing } from "./words.ts";

/** Machines as machines are written, applications and projects as words. */
export function SubjectName({ of: { subject, subjectName } }: { of: Pick<Thing, "subject" | "subjectName"> }) {
  const isMachine = subject === "machine" || subject === "pair";
  return <span className={isMachine ? "mono" : undefined}>{subjectName}</span>;
}
