import "bpmn-js/dist/assets/bpmn-js.css";
import "bpmn-js/dist/assets/diagram-js.css";
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

/** Below this zoom the names cannot be read: a small screen shows a part, which is dragged. */
const LEAST_ZOOM = 0.45;
const READABLE_ZOOM = 0.62;
const ZOOM_STEP = 1.25;
/** Larger than the viewer's own: the whole diagram is seen at half its size. */
const TEXT = { defaultStyle: { fontSize: 15 }, externalStyle: { fontSize: 11 } };

/** What of diagram-js is used here; its own types leave services open. */
interface Canvas {
  zoom(to?: number | "fit-viewport", around?: "auto"): number;
  viewbox(box?: { x: number; y: number; width: number; height: number }): {
    inner: { x: number; y: number };
    outer: { width: number; height: number };
  };
  addMarker(element: string, name: string): void;
}
interface Overlays {
  add(element: string, overlay: { position: object; html: HTMLElement; scale: object }): void;
}
interface Elements {
  get(id: string): unknown;
}
interface Events {
  on(event: "element.click", told: (event: { element: { id: string } }) => void): void;
}

/** The order diagram over the table of the same figures, which it reads. */
async function draw(frame: HTMLElement): Promise<void> {
  const place = frame.querySelector<HTMLElement>(".diagram-canvas");
  const answer = await fetch(frame.dataset.source ?? "");
  if (!place || !answer.ok) return;
  frame.hidden = false;
  // The wheel scrolls the page, as everywhere else: buttons and dragging move the diagram.
  const viewer = new NavigatedViewer({ container: place, zoomScroll: { enabled: false }, textRenderer: TEXT });
  await viewer.importXML(await answer.text());
  place.querySelector("svg")?.setAttribute("role", "img");
  place.querySelector("svg")?.setAttribute("aria-label", place.dataset.label ?? "");

  const canvas = viewer.get<Canvas>("canvas");
  fit(canvas);
  for (const button of frame.querySelectorAll<HTMLButtonElement>("[data-zoom]")) {
    button.addEventListener("click", () => zoom(canvas, button.dataset.zoom));
  }
  const links = new Map<string, string>();
  for (const row of document.querySelectorAll<HTMLElement>("tr[data-step]")) {
    const { step = "" } = row.dataset;
    if (!viewer.get<Elements>("elementRegistry").get(step)) continue;
    const href = row.querySelector("a")?.href ?? "";
    links.set(step, href);
    canvas.addMarker(step, "has-orders");
    if (Number(row.dataset.stuck) > 0) canvas.addMarker(step, "has-stuck");
    const html = countOf(row, href);
    if (html)
      viewer
        .get<Overlays>("overlays")
        .add(step, { position: { top: -18, left: -6 }, html, scale: { min: 0.8, max: 1.2 } });
  }
  viewer.get<Events>("eventBus").on("element.click", ({ element }) => {
    const href = links.get(element.id);
    if (href) location.assign(href);
  });
}

/** "12" and "2 bloquées", a link to the orders that stand there; nothing where there are none. */
function countOf({ dataset }: HTMLElement, href: string): HTMLElement | undefined {
  const { waiting = "0", stuck = "0", stuckText = "", text = "" } = dataset;
  if (waiting === "0" && stuck === "0") return undefined;
  const link = document.createElement("a");
  link.className = "count";
  link.href = href;
  link.setAttribute("aria-label", text);
  if (waiting !== "0") link.append(badge("count-waiting", waiting));
  if (stuck !== "0") link.append(badge("count-stuck", stuckText));
  return link;
}

function badge(name: string, text: string): HTMLElement {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = text;
  return span;
}

function fit(canvas: Canvas): void {
  if (canvas.zoom("fit-viewport", "auto") >= LEAST_ZOOM) return;
  const { inner, outer } = canvas.viewbox();
  const width = outer.width / READABLE_ZOOM;
  const height = outer.height / READABLE_ZOOM;
  canvas.viewbox({ x: inner.x - 20, y: inner.y - 20, width, height });
}

function zoom(canvas: Canvas, which: string | undefined): void {
  if (which === "fit") canvas.zoom("fit-viewport", "auto");
  else canvas.zoom(canvas.zoom() * (which === "in" ? ZOOM_STEP : 1 / ZOOM_STEP), "auto");
}

const frame = document.querySelector<HTMLElement>("#diagram");
if (frame) await draw(frame);
