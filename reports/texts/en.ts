import availability from "./en/availability.ts";
import frame from "./en/frame.ts";

export const texts = { frame, availability };
