import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";

import { type Answer, writtenOf } from "./answers.ts";
import type { Gathering } from "./gathering.ts";
import { mayBePush, type PlainHead, plainHead } from "./plain-head.ts";

/** A request that is longer is left to node's parser, which reads it piece by piece. */
const MAX_REQUEST_BYTES = 65_536;
/** What came is kept so long for its rest; then node's parser, with its time-outs, gets what there is. */
const PARTIAL_MS = 2_000;
/** A connection that has asked nothing by then is ended, as node's server does. */
const FIRST_MS = 5_000;

export interface PlainServing {
  /** The answer to a push. Never rejects. */
  readonly answer: (head: PlainHead, body: Buffer) => Promise<Answer>;
  /** Gives the connection, with what it has sent so far put back, to node's HTTP server for good. */
  readonly handOver: (socket: Socket) => void;
  /** Where requests of all connections wait to be read together. */
  readonly gathering: Gathering;
  /** How long a connection may stay silent between two requests, in milliseconds. */
  readonly keepAliveMs: number;
}

/**
 * One agent's connection. Nearly all that a collector hears are small pushes on connections kept alive, and node's
 * HTTP server takes longer to make and end its objects for one than the push itself takes: they are read and answered
 * on the socket here. Whatever is not such a push goes to node's server unread (docs/decisions/019-plain-pushes.md).
 */
export class PlainConnection {
  private held: Buffer | undefined;
  /** When the first byte of a request came whose rest is missing; 0 while none is. */
  private partialSince = 0;
  /** A request waits to be read, or for its answer. */
  private isBusy = false;
  /** The sender has ended its half, and may still wait for answers. */
  private isHalfClosed = false;

  constructor(
    private readonly socket: Socket,
    private readonly serving: PlainServing,
  ) {
    socket.setTimeout(FIRST_MS);
    socket.on("data", this.take).on("end", this.ended).on("timeout", this.silent).on("error", this.failed);
  }

  /** Ends the connection where nothing is asked. */
  endIfIdle(): void {
    if (!this.isBusy && !this.held) this.socket.end();
  }

  private readonly take = (part: Buffer) => {
    this.held = this.held ? Buffer.concat([this.held, part]) : part;
    if (!this.isBusy && !mayBePush(this.held)) this.handOver();
    else if (!this.isBusy) {
      this.isBusy = true;
      this.serving.gathering.enter(this.next);
    } else if (this.held.length > MAX_REQUEST_BYTES) this.socket.pause();
  };

  private readonly ended = () => {
    this.isHalfClosed = true;
    if (!this.isBusy) this.socket.end();
  };

  private readonly silent = () => {
    if (this.isBusy) return;
    if (this.held) this.handOver();
    else this.socket.destroy();
  };

  private readonly failed = () => this.socket.destroy();

  private readonly next = () => {
    this.isBusy = false;
    const { held, socket } = this;
    if (!held || socket.destroyed) return;
    if (socket.isPaused()) socket.resume();
    const head = plainHead(held);
    if (head === "other") {
      this.handOver();
      return;
    }
    const end = head === "partial" ? Number.POSITIVE_INFINITY : head.bodyAt + head.bodyLength;
    if (head === "partial" || end > held.length) {
      this.wait(end);
      return;
    }
    this.partialSince = 0;
    this.held = end < held.length ? held.subarray(end) : undefined;
    this.isBusy = true;
    this.serving.answer(head, held.subarray(head.bodyAt, end)).then(this.send);
  };

  private wait(end: number): void {
    if (this.isHalfClosed) {
      this.socket.end();
      return;
    }
    const now = Date.now();
    if (this.partialSince === 0) {
      this.partialSince = now;
      this.socket.setTimeout(PARTIAL_MS);
    }
    const isLong = Number.isFinite(end) && end > MAX_REQUEST_BYTES;
    if (isLong || now - this.partialSince > PARTIAL_MS) this.handOver();
  }

  private readonly send = (answer: Answer) => {
    this.isBusy = false;
    const { socket, serving } = this;
    if (socket.destroyed) return;
    socket.write(answerText(answer));
    if (answer.closes || (this.isHalfClosed && !this.held)) {
      socket.end();
      return;
    }
    if (socket.timeout !== serving.keepAliveMs) socket.setTimeout(serving.keepAliveMs);
    this.next();
  };

  private handOver(): void {
    const { socket, held } = this;
    socket.off("data", this.take).off("end", this.ended).off("timeout", this.silent).off("error", this.failed);
    socket.setTimeout(0);
    socket.pause();
    if (held) socket.unshift(held);
    this.serving.handOver(socket);
    process.nextTick(() => socket.resume());
  }
}

function answerText(answer: Answer): string {
  const { text, headers } = writtenOf(answer);
  let head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\ndate: ${httpDate()}\r\n`;
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  return `${head}\r\n${text ?? ""}`;
}

let dateSecond = 0;
let dateText = "";

/** Written once a second. */
function httpDate(): string {
  const second = Math.floor(Date.now() / 1_000);
  if (second !== dateSecond) {
    dateSecond = second;
    dateText = new Date(second * 1_000).toUTCString();
  }
  return dateText;
}
