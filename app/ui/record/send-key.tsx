import { useState } from "react";

/** What makes a form that is sent twice write once. A page that reads its data again keeps the key that it was opened with. */
export function SendKey({ value }: { value: string }) {
  const [opened] = useState(value);
  return <input type="hidden" name="sendKey" value={opened} />;
}
