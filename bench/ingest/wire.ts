import { connect, type Socket } from "node:net";

/**
 * One keep-alive connection, one request at a time, as an agent has it. Written on the bare socket: node's own client
 * would use more CPU than some of the servers that are measured beside it.
 */
export class Wire {
  private socket: Socket | undefined;
  private received = "";
  private waiting: { resolve: (answer: WireAnswer) => void; reject: (error: Error) => void } | undefined;

  constructor(private readonly port: number) {}

  /** Sends a request and waits for the whole answer. */
  ask(request: Buffer): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket ??= this.open();
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    const socket = connect({ port: this.port, host: "127.0.0.1", noDelay: true });
    const failed = (error: Error) => {
      this.socket = undefined;
      this.waiting?.reject(error);
      this.waiting = undefined;
    };
    socket.setEncoding("latin1");
    socket.on("data", (part) => this.take(String(part)));
    socket.on("error", failed);
    socket.on("close", () => failed(new Error("The server ended the connection")));
    return socket;
  }

  private take(part: string): void {
    this.received += part;
    const end = this.received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = this.received.slice(0, end);
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    if (this.received.length < end + 4 + length) return;
    const answer = { status: Number(head.slice(9, 12)), body: this.received.slice(end + 4, end + 4 + length) };
    this.received = "";
    const waiting = this.waiting;
    this.waiting = undefined;
    waiting?.resolve(answer);
  }
}

/** The connections of all machines, one each. */
export class Wires {
  private readonly byMachine = new Map<number, Wire>();

  constructor(private readonly port: number) {}

  of(machine: number): Wire {
    const wire = this.byMachine.get(machine) ?? new Wire(this.port);
    this.byMachine.set(machine, wire);
    return wire;
  }

  close(): void {
    for (const wire of this.byMachine.values()) wire.close();
  }
}

export interface WireAnswer {
  readonly status: number;
  readonly body: string;
}

/** A POST as it goes over the wire. */
export function postRequest(path: string, headers: Readonly<Record<string, string>>, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ host: "bench", ...headers, "content-length": String(bytes.length) });
  const head = `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}
