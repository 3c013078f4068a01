import { LiveAge } from "./age.tsx";
import { StillClock } from "./clock.tsx";
import { TimeZoneProvider } from "./use-format.tsx";

const AGE = /<span class="live[^"]*" data-age="(\d*) (\d+) (dated)? (\S+)">[^<]*<\/span>/g;

/** Each live age of a page as it is now: in a copy of the page they say what was true when it was made. */
export function withTrueAges(html: string, now: number, markup: (age: JSX.Element) => string): string {
  return html.replaceAll(AGE, (_age, at: string, interval: string, dated: string | undefined, timeZone: string) =>
    markup(
      <TimeZoneProvider timeZone={timeZone}>
        <StillClock now={now}>
          <LiveAge at={at ? Number(at) : null} intervalSeconds={Number(interval)} withDate={dated !== undefined} />
        </StillClock>
      </TimeZoneProvider>,
    ),
  );
}
