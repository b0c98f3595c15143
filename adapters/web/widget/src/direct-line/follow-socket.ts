import type { Cancel, Clock } from "../platform/clock.js";

/** The part of a browser's WebSocket that the page uses. */
export type Socket = Pick<WebSocket, "onopen" | "onmessage" | "onclose" | "send" | "close">;

export interface SocketEvents {
  onOpen(): void;
  /** @param frame text of a frame that is not empty. */
  onFrame(frame: string): void;
}

const openTimeoutMs = 5_000;
/** Direct Line clients keep the stream alive by an empty frame. */
const keepAliveMs = 20_000;

/** A stream that is being read. */
export interface FollowedSocket {
  /** Settles when the stream has ended, for whatever reason; true if it had opened at all. */
  ended: Promise<boolean>;
  stop(): void;
}

/** Reads a WebSocket until it closes. One that does not open within five seconds is given up. */
export function followSocket(open: () => Socket, events: SocketEvents, clock: Clock): FollowedSocket {
  let stop = (): void => undefined;
  const ended = new Promise<boolean>((resolve) => {
    let hasOpened = false;
    let cancel: Cancel = clock.after(openTimeoutMs, finish);
    let socket: Socket | undefined;
    stop = finish;

    function finish(): void {
      cancel();
      if (socket !== undefined) {
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
      }
      resolve(hasOpened);
    }

    function keepAlive(): void {
      socket?.send("");
      cancel = clock.after(keepAliveMs, keepAlive);
    }

    try {
      socket = open();
    } catch {
      return finish();
    }
    socket.onopen = () => {
      hasOpened = true;
      cancel();
      cancel = clock.after(keepAliveMs, keepAlive);
      events.onOpen();
    };
    socket.onmessage = ({ data }) => {
      if (typeof data === "string" && data !== "") events.onFrame(data);
    };
    socket.onclose = finish;
  });
  return { ended, stop: () => stop() };
}
