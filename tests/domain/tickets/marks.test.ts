import { expect, test } from "vitest";
import { blocksOf, inlineOf } from "#domain/tickets/marks.ts";
import { mentionedIn } from "#domain/tickets/mentions.ts";
import { sortedBy, subjectOf } from "#domain/tickets/three-answers.ts";
import { turnsOf } from "#domain/tickets/turns.ts";

test("a message's marks become blocks; whatever is no mark stays text", () => {
  expect(blocksOf("Bonjour,\nvoici :\n\n- un\n- deux\n\n1. a\n\n> cité\n\n```\n<b>x</b>\n```\nfin")).toEqual([
    { kind: "paragraph", lines: [[{ kind: "text", text: "Bonjour," }], [{ kind: "text", text: "voici :" }]] },
    { kind: "list", ordered: false, items: [[{ kind: "text", text: "un" }], [{ kind: "text", text: "deux" }]] },
    { kind: "list", ordered: true, items: [[{ kind: "text", text: "a" }]] },
    { kind: "quote", lines: [[{ kind: "text", text: "cité" }]] },
    { kind: "code", text: "<b>x</b>" },
    { kind: "paragraph", lines: [[{ kind: "text", text: "fin" }]] },
  ]);
  expect(blocksOf("```\nsans fin")).toEqual([{ kind: "code", text: "sans fin" }]);
});

test.each([
  ["**fort** et *doux* et `db-1`", ["strong fort", "text  et ", "emphasis doux", "text  et ", "code db-1"]],
  ["2 * 3 * 4 = 24", ["text 2 * 3 * 4 = 24"]],
  ["`**brut**`", ["code **brut**"]],
  ["voir https://a.example/x?y=1.", ["text voir ", "link https://a.example/x?y=1", "text ."]],
  ["[clic](javascript:alert(1))", ["text [clic](javascript:alert(1))"]],
  ["<img src=x onerror=alert(1)>", ["text <img src=x onerror=alert(1)>"]],
])("the line %j", (line, expected) => {
  expect(inlineOf(line).map(({ kind, text }) => `${kind} ${text}`)).toEqual(expected);
});

test("an @ names whoever it names whole", () => {
  const people = ["Ana", "Ana Ruiz", "Camille Roche"].map((name) => ({ id: name, name }));
  const named = (text: string) => mentionedIn(text, people).map(({ id }) => id);
  expect(named("@Ana Ruiz, @camille roche ?")).toEqual(["Ana Ruiz", "Camille Roche"]);
  expect(named("@Ana, merci")).toEqual(["Ana"]);
  expect(named("a@Ana @Anabelle Camille Roche")).toEqual([]);
});

test("a client's answers sort a ticket, and its first sentence names it", () => {
  expect(sortedBy("stopped")).toMatchObject({ impact: "high", urgency: "high", stopsSales: true });
  expect(sortedBy("unknown").stopsSales).toBeNull();
  expect(subjectOf("\n Le paiement échoue. Depuis 9 h.\nMerci")).toBe("Le paiement échoue");
  expect(subjectOf(`${"mot ".repeat(40)}`)).toMatch(/^(mot ){24}mot…$/);
});

test("a ticket's life by whose turn it was: what ends it is nobody's turn", () => {
  const moves = [
    { at: 10, to: "open" },
    { at: 20, to: "waiting_client" },
    { at: 30, to: "open" },
    { at: 40, to: "resolved" },
    { at: 50, to: "closed" },
    { at: 60, to: "open" },
  ] as const;
  expect(turnsOf(0, moves, 70)).toEqual([
    { turn: "ours", from: 0, to: 20 },
    { turn: "theirs", from: 20, to: 30 },
    { turn: "ours", from: 30, to: 40 },
    { turn: "ours", from: 60, to: 70 },
  ]);
});
