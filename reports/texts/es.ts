import availability from "./es/availability.ts";
import frame from "./es/frame.ts";

export const texts = { frame, availability };
