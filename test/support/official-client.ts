import { createRequire } from "node:module";
import type { Activity, DirectLine as DirectLineType, DirectLineOptions } from "botframework-directlinejs";
import WebSocket from "ws";

// The client is made for browsers; these two are all that it wants of one.
const require = createRequire(import.meta.url);
const { XMLHttpRequest } = require("xhr2") as { XMLHttpRequest: unknown };
Object.assign(globalThis, { XMLHttpRequest, WebSocket });
const { DirectLine } = require("botframework-directlinejs") as { DirectLine: new (options: DirectLineOptions) => DirectLineType };

/** Microsoft's own client, unmodified, and what it has received. */
export class OfficialClient {
  readonly client: DirectLineType;
  readonly activities: Activity[] = [];
  /** Numbers of its enumeration `ConnectionStatus`. */
  readonly statuses: number[] = [];

  constructor(options: DirectLineOptions & { readonly random?: () => number }) {
    this.client = new DirectLine(options);
    this.client.connectionStatus$.subscribe((status) => this.statuses.push(status));
    // `end` is an error to its streams.
    this.client.activity$.subscribe(
      (activity) => this.activities.push(activity),
      () => undefined,
    );
  }

  get texts(): string[] {
    return this.activities.map((activity) => (activity.type === "message" ? (activity.text ?? "") : activity.type));
  }

  post(activity: object): Promise<string> {
    return new Promise((resolve, reject) => {
      this.client.postActivity(activity as Activity).subscribe(resolve, reject);
    });
  }

  say(text: string): Promise<string> {
    return this.post({ type: "message", text, from: { id: "me" } });
  }

  end(): void {
    this.client.end();
  }
}
