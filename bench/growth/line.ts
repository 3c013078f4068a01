import { connect, type Socket } from "node:net";

/**
 * One machine's connection to the collector, kept open as an agent keeps it. HTTP by hand: the sender shares the cores with
 * what it measures, and must cost little beside it.
 */
export class Line {
  private socket: Socket | undefined;
  private answer = "";
  private asked: { readonly at: number; resolve(answer: Posted): void } | undefined;

  constructor(
    private readonly url: URL,
    private readonly token: string,
  ) {}

  get isBusy(): boolean {
    return this.asked !== undefined;
  }

  /** One push at a time. Status 0 says that the connection broke. */
  push(body: string): Promise<Posted> {
    this.socket ??= this.open();
    const { socket, url } = this;
    return new Promise((resolve) => {
      this.asked = { at: performance.now(), resolve };
      socket.write(
        `POST /v1/push HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: Bearer ${this.token}\r\n` +
          `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    const socket = connect(Number(this.url.port), this.url.hostname);
    socket.setNoDelay(true).setEncoding("latin1");
    socket.on("data", (text: string) => {
      this.answer += text;
      const headEnd = this.answer.indexOf("\r\n\r\n");
      if (headEnd < 0) return;
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.answer)?.[1] ?? 0);
      if (this.answer.length < headEnd + 4 + length) return;
      const status = Number(this.answer.slice(9, 12));
      this.answer = "";
      this.settle(status);
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.socket = undefined;
      this.answer = "";
      this.settle(0);
    });
    return socket;
  }

  private settle(status: number): void {
    const { asked } = this;
    this.asked = undefined;
    asked?.resolve({ status, ms: asked ? performance.now() - asked.at : 0 });
  }
}

export interface Posted {
  readonly status: number;
  /** From the first byte sent to the last received: the collector answers after the commit. */
  readonly ms: number;
}
