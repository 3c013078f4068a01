import type { TabIcon as Icon } from "#app/ui/shell.tsx";

const PATHS: Readonly<Record<Icon | "more", string>> = {
  home: "M3 11 10 4 17 11M5 10V17H15V10",
  machines: "M3 4H17V8H3ZM3 12H17V16H3ZM6 6h.1M6 14h.1",
  tasks: "M4 17H16M5 13 13 5 15.5 7.5 7.5 15.5",
  tickets: "M3 4H17V14H9L5 17V14H3Z",
  clients: "M4 17V3H12V17M12 8H16V17M7 6.5H9M7 10H9M7 13.5H9",
  projects: "M3 16V5H8L10 7H17V16Z",
  people: "M10 9a3 3 0 1 0-.01 0M4 17c0-4 12-4 12 0",
  wall: "M3 4H9V9H3ZM11 4H17V9H11ZM3 11H9V16H3ZM11 11H17V16H11Z",
  measures: "M3 3V17H17M5.5 13 9 8.5 12 11 17 5",
  articles: "M4 3H13A2.5 2.5 0 0 1 15.5 5.5V17H6.5A2.5 2.5 0 0 1 4 14.5ZM4 14.5A2.5 2.5 0 0 1 6.5 12H15.5M7 6.5H12.5",
  more: "M3 5H17M3 10H17M3 15H17",
};

export function TabIcon({ icon }: { icon: Icon | "more" }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[icon]} />
    </svg>
  );
}
