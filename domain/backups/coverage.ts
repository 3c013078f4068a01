/** Machines and databases that no backup names, and what the client accepted of that. Pure. */

export interface Exemption {
  readonly id: number;
  readonly machineId: number;
  readonly databaseName: string | null;
  readonly reason: string;
  readonly acceptedByName: string;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  /** Its last day, "2027-01-31". */
  readonly until: string;
}

export interface SavedThing {
  readonly machineId: number | null;
  /** Null: the whole machine, or all the databases on it. */
  readonly databaseName: string | null;
  readonly tool: string;
}

export interface KnownMachine {
  readonly id: number;
  readonly name: string;
  /** Of which something is known; none where nobody reads its databases. */
  readonly databases: readonly string[];
}

export interface Uncovered {
  readonly machineId: number;
  readonly machine: string;
  readonly databaseName: string | null;
  /** What the client accepted, while it holds. */
  readonly accepted: Exemption | null;
  /** The last acceptance that has run out; null where there was none, or where one holds. */
  readonly expired: Exemption | null;
}

/** Tools that save every database of a machine, where no one of them is named. */
const OF_ALL_DATABASES: readonly string[] = ["mariabackup", "mysqldump"];

/**
 * What is left without a backup: machines that no job names, and databases on a machine with a backup that no job of
 * databases saves. `today` is the project's day; those nobody accepted come first.
 */
export function uncoveredOf(
  machines: readonly KnownMachine[],
  saved: readonly SavedThing[],
  exemptions: readonly Exemption[],
  today: string,
): Uncovered[] {
  const found = machines.flatMap(({ id, name, databases }) => {
    const own = saved.filter(({ machineId }) => machineId === id);
    if (own.length === 0) return [answered({ machineId: id, machine: name, databaseName: null }, exemptions, today)];
    const isSaved = (database: string) =>
      own.some(({ databaseName, tool }) =>
        databaseName === null ? OF_ALL_DATABASES.includes(tool) : databaseName === database,
      );
    return databases
      .filter((database) => !isSaved(database))
      .map((databaseName) => answered({ machineId: id, machine: name, databaseName }, exemptions, today));
  });
  return found.sort((one, other) => Number(one.accepted !== null) - Number(other.accepted !== null));
}

function answered(
  thing: Pick<Uncovered, "machineId" | "machine" | "databaseName">,
  exemptions: readonly Exemption[],
  today: string,
): Uncovered {
  const own = exemptions
    .filter(({ machineId, databaseName }) => machineId === thing.machineId && databaseName === thing.databaseName)
    .sort((one, other) => other.acceptedAt - one.acceptedAt);
  const accepted = own.find(({ until }) => until >= today) ?? null;
  return { ...thing, accepted, expired: accepted ? null : (own[0] ?? null) };
}
