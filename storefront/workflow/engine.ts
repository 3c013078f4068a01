import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { type BpmnEngineExecutionState, Engine, type Execution } from "bpmn-engine";

import { shopFile } from "#storefront/files.ts";

/** The engine's state without the diagram, which is the same for every order: 15 kB instead of 36. */
export type ProcessState = BpmnEngineExecutionState;

/** What moves an order on: a partner's answer at a wait, a timer that is due, or the shopper's cancellation. */
export type ProcessEvent =
  | { readonly kind: "answer"; readonly step: string; readonly answer: Readonly<Record<string, unknown>> }
  | { readonly kind: "timer"; readonly step: string }
  | { readonly kind: "cancellation" };

export interface Position {
  readonly state: ProcessState;
  /** Service tasks that were passed on the way, in order: their effects are still to be made. */
  readonly passed: readonly string[];
  /** Where the order stands: a task that waits for an answer, or a timer on its path. Null at the end. */
  readonly waitingStep: string | null;
  /** Timers that run at this position. */
  readonly runningTimers: readonly string[];
  /** Timers that began on the way, with their duration in the diagram's time. */
  readonly startedTimers: readonly { readonly step: string; readonly milliseconds: number }[];
  /** The end event that was reached. */
  readonly end: string | null;
}

/** The id of the diagram's message that asks for cancellation. */
const CANCELLATION = "cancellation";

/** Runs a new order from its start to its first wait. Nothing outside is touched. */
export async function begin(): Promise<Position> {
  const run = new Run({ source: diagramSource() });
  await run.engine.execute({ listener: run.listener });
  return run.position();
}

/**
 * Takes an order from a saved wait to the next one. Pure but for the diagram: the same state and event give the same
 * position, so that a run whose result was not saved can simply be made again. Null when the order does not wait for
 * that event.
 */
export async function advance(saved: ProcessState, event: ProcessEvent): Promise<Position | null> {
  const source = await serializedDiagram();
  const run = new Run({});
  run.engine.recover({ ...saved, definitions: saved.definitions.map((one) => ({ ...one, source })) });
  const execution = await run.engine.resume({ listener: run.listener });
  if (!run.waitsFor(execution, event)) return null;
  // Resuming announces the timers that ran before, with what is left by the engine's clock. Ours is the stored instant.
  run.startedTimers.length = 0;
  if (event.kind === "timer") execution.cancelActivity({ id: event.step });
  else if (event.kind === "cancellation") execution.signal({ id: CANCELLATION });
  else execution.signal({ ...event.answer, id: event.step });
  return run.position();
}

export function diagramSource(): string {
  return readFileSync(shopFile("workflow/order.bpmn"), "utf8");
}

let serialized: Promise<string> | undefined;

/** The diagram as the engine keeps it: parsing the XML for each order would cost 50 ms. */
function serializedDiagram(): Promise<string> {
  serialized ??= new Engine({ source: diagramSource() }).getState().then(({ definitions }) => {
    const source = definitions[0]?.source;
    if (!source) throw new Error("order.bpmn has no definition");
    return source;
  });
  return serialized;
}

/** What of bpmn-elements' activities is used here; its own types leave it open. */
interface Activity {
  readonly id: string;
  readonly type: string;
  readonly behaviour: { Service?: unknown };
  readonly environment: { readonly output: Record<string, unknown> };
  on(event: "end", told: (api: { content: { output: unknown } }) => void): void;
}

/** Timers that never fire: when one is due is a column of ours, so that it outlives this process. */
const NO_TIMERS = {
  executing: [],
  register: () => NO_TIMERS,
  setTimeout: () => ({}),
  clearTimeout: () => undefined,
};

class Run {
  readonly engine: Engine;
  readonly listener = new EventEmitter();
  readonly startedTimers: { step: string; milliseconds: number }[] = [];
  private readonly passed: string[] = [];
  private end: string | null = null;
  private failure: Error | undefined;

  constructor(options: { source?: string }) {
    this.engine = new Engine({
      name: "order",
      ...options,
      timers: NO_TIMERS as never,
      extensions: { effects: (activity: unknown) => this.prepare(activity as Activity) } as never,
    });
    this.engine.on("error", (error: Error) => {
      this.failure = error;
    });
    this.listener.on("activity.timer", ({ id, content }: { id: string; content: { timeout: number } }) => {
      this.startedTimers.push({ step: id, milliseconds: content.timeout });
    });
    this.listener.on("activity.end", ({ id, type }: { id: string; type: string }) => {
      if (type === "bpmn:EndEvent") this.end = id;
    });
  }

  waitsFor(execution: Execution, event: ProcessEvent): boolean {
    const waiting = execution.getPostponed().map(({ id }) => id);
    if (event.kind === "cancellation") return waiting.some((id) => id.startsWith("cancelled_before_"));
    return waiting.includes(event.step);
  }

  async position(): Promise<Position> {
    if (this.failure) throw this.failure;
    const { execution } = this.engine;
    const postponed = execution.getPostponed();
    const state = await this.engine.getState();
    const on = (type: string) => postponed.find((one) => one.type === type)?.id;
    const runningTimers = postponed.map(({ id }) => id).filter((id) => isTimer(execution, id));
    return {
      state: { ...state, definitions: state.definitions.map(({ source: _same, ...own }) => own) },
      passed: this.passed,
      waitingStep: on("bpmn:ReceiveTask") ?? on("bpmn:IntermediateCatchEvent") ?? null,
      runningTimers,
      startedTimers: this.startedTimers.filter(({ step }) => runningTimers.includes(step)),
      end: postponed.length === 0 ? this.end : null,
    };
  }

  /** A service task only notes that it was passed; what an answer said is kept for the gateways behind it. */
  private prepare(activity: Activity): void {
    const { passed } = this;
    if (activity.type === "bpmn:ServiceTask") {
      activity.behaviour.Service = function Noted() {
        return {
          execute(_message: unknown, done: () => void) {
            passed.push(activity.id);
            done();
          },
        };
      };
    }
    if (activity.type === "bpmn:ReceiveTask") {
      activity.on("end", ({ content }) => {
        activity.environment.output[activity.id] = content.output;
      });
    }
  }
}

function isTimer(execution: Execution, id: string): boolean {
  const { behaviour } = execution.getActivityById<{
    behaviour: { eventDefinitions?: readonly { type: string }[] };
  }>(id);
  return behaviour.eventDefinitions?.some(({ type }) => type === "bpmn:TimerEventDefinition") ?? false;
}
