import { expect, test } from "vitest";
import type { ZodType } from "zod";

import * as fields from "#app/http/form-fields.ts";
import { MachineForm } from "#app/http/machine-form.ts";
import { problemsOf } from "#app/http/problems.ts";
import { parseRoleChoice, roleChoice } from "#app/http/role-choice.ts";

const REFUSED = Symbol("refused");

function read(schema: ZodType, value: unknown): unknown {
  const answer = schema.safeParse(value);
  return answer.success ? answer.data : REFUSED;
}

test.each<[string, ZodType, unknown, unknown]>([
  ["a name of 190 letters is taken", fields.line(190), "a".repeat(190), "a".repeat(190)],
  ["one of 191 is not", fields.line(190), "a".repeat(191), REFUSED],
  ["blanks alone are no name", fields.line(190), "   ", REFUSED],
  ["blanks around a name are dropped", fields.line(190), "  POPGOM ", "POPGOM"],
  ["a name has one line", fields.line(190), "POP\nGOM", REFUSED],
  ["a name hides no control character", fields.line(190), "POP\u0000GOM", REFUSED],
  ["an empty e-mail address is none", fields.emailOrNull, "", null],
  ["an e-mail address is kept in small letters", fields.emailOrNull, " Anne@Popgom.TEST ", "anne@popgom.test"],
  ["half an e-mail address is refused", fields.emailOrNull, "anne@", REFUSED],
  ["a telephone number is what people write", fields.telephoneOrNull, "+33 (0)1 99.00-48", "+33 (0)1 99.00-48"],
  ["a sentence is no telephone number", fields.telephoneOrNull, "appelez-moi", REFUSED],
  ["a comma separates decimals", fields.decimal(0, 100), "2,5", 2.5],
  ["so does a point", fields.decimal(0, 100), "2.5", 2.5],
  ["thin spaces separate thousands", fields.decimal(0, 10_000), "1\u202f000", 1_000],
  ["an empty number is missing", fields.decimal(0, 100), "", REFUSED],
  ["an empty optional number is none, not zero", fields.decimalOrNull(0, 100), " ", null],
  ["zero is a number", fields.decimalOrNull(0, 100), "0", 0],
  ["a number has limits", fields.decimal(0, 100), "100,01", REFUSED],
  ["a number is not text", fields.decimal(0, 100), "12abc", REFUSED],
  ["nor infinite", fields.decimal(0, 100), "Infinity", REFUSED],
  ["nor in hexadecimal", fields.decimal(0, 100), "0x10", REFUSED],
  ["days are whole", fields.wholeNumber(0, 365), "2,5", REFUSED],
  ["a day exists", fields.day, "2027-02-29", REFUSED],
  ["a leap day exists", fields.day, "2028-02-29", "2028-02-29"],
  ["a day is within reason", fields.day, "9999-01-01", REFUSED],
  ["gibibytes are kept as bytes", fields.gibibytesOrNull, "40", 40 * 2 ** 30],
  ["megabits are kept as bits", fields.megabitsOrNull, "100", 100_000_000],
  ["a version is not negative", fields.version, "-1", REFUSED],
  ["an id is not zero", fields.rowId, "0", REFUSED],
])("%s", (_sentence, schema, value, expected) => {
  expect(read(schema, value)).toEqual(expected);
});

const MACHINE = { role: "web", applicationId: "", cpuGhz: "2", memoryGib: "", diskGib: "", bandwidthMbit: "" };

test.each<[string, object, string | null]>([
  ["without anything contracted", { cpuGhz: "" }, null],
  ["with an IPv6 address and a host name", { addresses: "2001:db8::1, db-1.popgom.test" }, null],
  ["with a sentence for an address", { addresses: "chez; nous !" }, "addresses"],
  ["with twenty-one tags", { tags: Array.from({ length: 21 }, (_, n) => `t${n}`).join(" ") }, "tags"],
  ["with a console on the web", { consoleUrl: "https://console.test/1" }, null],
  ["with a console that would run in the browser", { consoleUrl: "javascript:alert(1)" }, "consoleUrl"],
  ["with a console in data", { consoleUrl: "data:text/html,x" }, "consoleUrl"],
  ["with a parent that is no id", { parentIds: ["1 or 1=1"] }, "parentIds.0"],
])("a machine %s", (_sentence, changes, problem) => {
  const answer = MachineForm.safeParse({ ...MACHINE, ...changes });
  expect(answer.success ? null : Object.keys(problemsOf(answer.error))[0]).toBe(problem);
});

test.each([
  ["admin", { role: "admin", clientId: null, projectId: null }],
  ["project_manager:7", { role: "project_manager", clientId: null, projectId: 7 }],
  ["viewer:3", { role: "viewer", clientId: 3, projectId: null }],
] as const)("the choice %s is a role with its place, and back", (value, scope) => {
  expect(parseRoleChoice(value)).toEqual(scope);
  expect(roleChoice(scope)).toBe(value);
});

test.each([
  "",
  "admin:3",
  "viewer",
  "viewer:",
  "viewer:-1",
  "viewer:3;admin",
  "constructor",
  "root",
  null,
  7,
])("%j is no choice of a role", (value) => {
  expect(parseRoleChoice(value)).toBeNull();
});
