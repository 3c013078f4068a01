import { diagramSource } from "./engine.ts";

export interface DiagramStep {
  readonly id: string;
  /** As the diagram says it, in French. */
  readonly name: string;
  /** Whether orders stand there until something happens: at the start, an answer or a delay. */
  readonly isWait: boolean;
}

const WAITS = new Set(["startEvent", "receiveTask", "intermediateCatchEvent"]);

let steps: readonly DiagramStep[] | undefined;

/** Every event and task of the diagram, in its order. */
export function diagramSteps(): readonly DiagramStep[] {
  const elements = diagramSource().matchAll(/<bpmn:(\w+(?:Task|Event)) id="(\w+)" name="([^"]*)"/g);
  steps ??= [...elements].map(([, kind = "", id = "", name = ""]) => ({
    id,
    name: name.replaceAll("&amp;", "&"),
    isWait: WAITS.has(kind),
  }));
  return steps;
}

/** A step's name for people; its id where the diagram has none of that name any more. */
export function stepName(id: string): string {
  return diagramSteps().find((step) => step.id === id)?.name ?? id;
}
