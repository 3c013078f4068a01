import { expect, test } from "vitest";

import { advance, begin, diagramSource, type Position, type ProcessEvent } from "#storefront/workflow/engine.ts";

const answer = (step: string, said: Record<string, unknown> = {}): ProcessEvent => ({
  kind: "answer",
  step,
  answer: said,
});
const timer = (step: string): ProcessEvent => ({ kind: "timer", step });
const CANCELLATION: ProcessEvent = { kind: "cancellation" };

const TO_DELIVERY = [answer("supplier_answer"), answer("shipment")];
const TO_VISIT = [...TO_DELIVERY, answer("delivery"), answer("appointment_answer")];

test.each([
  [
    "is fitted and closed",
    [...TO_VISIT, answer("visit"), timer("complaint_delay")],
    "order_from_supplier shipped delivered request_appointment appointment_confirmed fitted close_order",
    "closed",
  ],
  [
    "is late once, and delivered all the same",
    [...TO_DELIVERY, timer("delivery_late"), ...TO_VISIT.slice(2), answer("visit"), timer("complaint_delay")],
    "order_from_supplier shipped tell_late delivered request_appointment appointment_confirmed fitted close_order",
    "closed",
  ],
  [
    "is refused by the supplier and refunded",
    [answer("supplier_answer", { refused: true })],
    "order_from_supplier supplier_refused refund",
    "refunded",
  ],
  ["is cancelled before the supplier answers", [CANCELLATION], "order_from_supplier cancelled refund", "refunded"],
  [
    "is cancelled before it is shipped",
    [answer("supplier_answer"), CANCELLATION],
    "order_from_supplier cancelled refund",
    "refunded",
  ],
  [
    "is refunded when the shopper does not come",
    [...TO_VISIT, answer("visit", { noShow: true })],
    "order_from_supplier shipped delivered request_appointment appointment_confirmed no_show refund",
    "refunded",
  ],
])("an order %s, each wait in another engine", async (_sentence, events, passed, end) => {
  let position = await begin();
  const all = [...position.passed];
  for (const event of events) {
    position = await onward(position, event);
    all.push(...position.passed);
  }

  expect(all).toEqual(passed.split(" "));
  expect(position).toMatchObject({ end, waitingStep: null, runningTimers: [] });
});

test("an order does not listen to what it does not wait for", async () => {
  const shipped = await onward(await onward(await begin(), answer("supplier_answer")), answer("shipment"));

  expect(await advance(shipped.state, answer("supplier_answer"))).toBeNull();
  expect(await advance(shipped.state, CANCELLATION)).toBeNull();
  expect(await advance(shipped.state, timer("complaint_delay"))).toBeNull();
});

test("a timer is announced when it begins, with its duration, and not again when the order is resumed", async () => {
  const shipped = await onward(await onward(await begin(), answer("supplier_answer")), answer("shipment"));
  expect(shipped.startedTimers).toEqual([{ step: "delivery_late", milliseconds: 3 * 86_400_000 }]);
  expect(shipped.runningTimers).toEqual(["delivery_late"]);

  const late = await onward(shipped, timer("delivery_late"));
  expect(late).toMatchObject({ startedTimers: [], runningTimers: [], waitingStep: "delivery" });
  expect(await advance(late.state, timer("delivery_late"))).toBeNull();
});

test("a saved state is small and the same event gives the same position again", async () => {
  const first = await begin();
  expect(JSON.stringify(first.state).length).toBeLessThan(20_000);

  const [once, again] = [
    await onward(first, answer("supplier_answer")),
    await onward(first, answer("supplier_answer")),
  ];
  expect(again.passed).toEqual(once.passed);
  expect(again.waitingStep).toBe(once.waitingStep);
});

test("every element and flow of the diagram has a name for people and its place on the drawing", () => {
  const source = diagramSource();
  const [semantics = "", drawing = ""] = source.split("<bpmndi:BPMNDiagram");
  const elements = [...semantics.matchAll(/<bpmn:(\w+(?:Task|Event|Gateway|Flow)) ([^>]*)>/g)].map(
    ([, kind, attributes = ""]) => ({ kind, id: / ?id="(\w+)"/.exec(attributes)?.[1], attributes }),
  );

  expect(elements.length).toBeGreaterThan(40);
  expect(elements.filter(({ id }) => !drawing.includes(`bpmnElement="${id}"`))).toEqual([]);
  expect(elements.filter(({ kind, attributes }) => kind !== "sequenceFlow" && !attributes.includes("name="))).toEqual(
    [],
  );
});

/** By way of text, as the database keeps it. */
async function onward(position: Position, event: ProcessEvent): Promise<Position> {
  const next = await advance(JSON.parse(JSON.stringify(position.state)), event);
  if (!next) throw new Error(`${position.waitingStep} does not wait for ${JSON.stringify(event)}`);
  return next;
}
