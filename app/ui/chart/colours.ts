import { useEffect, useState } from "react";

/** The colours that a canvas needs as plain values, of the theme in force. */
export interface ChartColours {
  readonly average: string;
  readonly band: string;
  readonly comparison: string;
  readonly expect: string;
  readonly expectEdge: string;
}

const TOKENS = {
  average: "--color-sea",
  band: "--color-band",
  comparison: "--color-ink3",
  expect: "--color-expect",
  expectEdge: "--color-hair2",
} as const;

/** Null on the server and until the first effect. Read again whenever the theme changes, by choice or by the system. */
export function useChartColours(): ChartColours | null {
  const [colours, setColours] = useState<ChartColours | null>(null);
  useEffect(() => {
    const read = () => setColours(readColours());
    read();
    const system = matchMedia("(prefers-color-scheme: dark)");
    const chosen = new MutationObserver(read);
    system.addEventListener("change", read);
    chosen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      system.removeEventListener("change", read);
      chosen.disconnect();
    };
  }, []);
  return colours;
}

/** Tokens are light-dark() pairs: only a real property of an element in the page tells which one is meant. */
function readColours(): ChartColours {
  const probe = document.body.appendChild(document.createElement("span"));
  const read = (token: string) => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    average: read(TOKENS.average),
    band: read(TOKENS.band),
    comparison: read(TOKENS.comparison),
    expect: read(TOKENS.expect),
    expectEdge: read(TOKENS.expectEdge),
  };
  probe.remove();
  return colours;
}
