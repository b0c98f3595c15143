import { isRecord, textOf } from "../platform/unknown-data.js";

/** Where a statement comes from; the server's `Citation` with what a reader needs to judge it. */
export interface Citation {
  documentId: string;
  title: string;
  /** Heading path inside the source; "" where it has none. */
  section: string;
  /** The found words, as they stand in the source. */
  quote: string;
  /** The whole passage around the quote; "" where only the quote is known. */
  passage: string;
  /** Whether the quote is the source's own words or our account of them; "" where the server does not say. */
  quoteKind: "verbatim" | "summary" | "";
  /** What holds of the source today, in words: "Đã thay thế bởi …"; "" where nothing is to be said. */
  validity: string;
  /** Only `http:` and `https:`; "" where there is no page. */
  url: string;
  /** `2024-12-26`, `2025-09` or `2025`. */
  issued: string;
  /** Codes in the national register. */
  codes: string[];
}

/** A text to tap next: what the button says and what it sends. */
export interface Suggestion {
  label: string;
  message: string;
}

/** A picture on the server that this page is from. */
export interface Picture {
  path: string;
  /** What is on it. */
  description: string;
}

interface ActivityBase {
  /** The place in the conversation, given by the server; equal for the same activity on every transport. */
  id: string;
  /** From whom: the person on this page, or the bot. */
  fromId: string;
  isFromPerson: boolean;
  /** The id that this page gave its own message. */
  clientActivityId: string;
  replyToId: string;
}

/** The activities that a chat page shows or acts on; all other kinds of Direct Line 3.0 are left out. */
export type IncomingActivity = ActivityBase &
  (
    | {
        type: "message";
        text: string;
        citations: Citation[];
        suggestions: Suggestion[];
        /** What it came with. */
        picture: Picture | undefined;
        /** Id under which the server keeps the answer; "" for what is not an answer. */
        answerId: string;
        /** One of the answer statuses of the core, such as `answered_article`; "" where unknown. */
        status: string;
      }
    | { type: "event"; name: string; value: unknown }
    | { type: "endOfConversation" }
  );

/** A set of activities as it stands in a frame of the stream or in the answer to polling. */
export interface ActivitySet {
  activities: IncomingActivity[];
  /** Where to go on reading; undefined where the server gave none. */
  watermark: string | undefined;
}

/** Reads an activity set. What is not well formed is skipped, so that one odd activity does not hide the others. */
export function readActivitySet(data: unknown): ActivitySet {
  if (!isRecord(data)) return { activities: [], watermark: undefined };
  const activities = Array.isArray(data.activities) ? data.activities : [];
  const watermark = textOf(data.watermark);
  return {
    activities: activities.map(readActivity).filter((activity) => activity !== undefined),
    watermark: watermark === "" ? undefined : watermark,
  };
}

function readActivity(data: unknown): IncomingActivity | undefined {
  if (!isRecord(data)) return undefined;
  const base = readBase(data);
  if (base.id === "") return undefined;
  switch (data.type) {
    case "message":
      return readMessage(base, data);
    case "event":
      return { ...base, type: "event", name: textOf(data.name), value: data.value };
    case "endOfConversation":
      return { ...base, type: "endOfConversation" };
    default:
      return undefined;
  }
}

function readBase(data: Record<string, unknown>): ActivityBase {
  const from = isRecord(data.from) ? data.from : {};
  const channelData = isRecord(data.channelData) ? data.channelData : {};
  const clientActivityId = textOf(channelData.clientActivityID);
  return {
    id: textOf(data.id),
    fromId: textOf(from.id),
    isFromPerson: from.role === "user" || (from.role !== "bot" && clientActivityId !== ""),
    clientActivityId,
    replyToId: textOf(data.replyToId),
  };
}

function readMessage(base: ActivityBase, data: Record<string, unknown>): IncomingActivity | undefined {
  const channelData = isRecord(data.channelData) ? data.channelData : {};
  const own = isRecord(channelData.tlso) ? channelData.tlso : {};
  const text = textOf(own.body) || textOf(data.text);
  if (text === "") return undefined;
  return {
    ...base,
    type: "message",
    text,
    citations: Array.isArray(own.citations) ? own.citations.map(readCitation).filter((citation) => citation !== undefined) : [],
    suggestions: readSuggestions(data.suggestedActions),
    picture: readPicture(data.attachments),
    answerId: textOf(own.answerId),
    status: textOf(own.status),
  };
}

function readCitation(data: unknown): Citation | undefined {
  if (!isRecord(data) || textOf(data.title) === "") return undefined;
  return {
    documentId: textOf(data.documentId),
    title: textOf(data.title),
    section: textOf(data.section),
    quote: textOf(data.quote),
    passage: textOf(data.passage),
    validity: textOf(data.validity),
    quoteKind: data.quoteKind === "verbatim" || data.quoteKind === "summary" ? data.quoteKind : "",
    url: webAddress(textOf(data.url)),
    issued: textOf(data.issued),
    codes: Array.isArray(data.codes) ? data.codes.map(textOf).filter((code) => code !== "") : [],
  };
}

const picturePath = /^\/tin\/anh\/[0-9a-f]{64}$/u;

/** Only pictures of announcements, from our own server by whatever name it was called there. */
function readPicture(data: unknown): Picture | undefined {
  const attachment: unknown = Array.isArray(data) ? data[0] : undefined;
  if (!isRecord(attachment)) return undefined;
  const address = webAddress(textOf(attachment.contentUrl));
  const path = address === "" ? "" : new URL(address).pathname;
  return picturePath.test(path) ? { path, description: textOf(attachment.name) } : undefined;
}

function readSuggestions(data: unknown): Suggestion[] {
  const actions = isRecord(data) && Array.isArray(data.actions) ? data.actions : [];
  return actions.filter(isRecord).flatMap((action) => {
    const label = textOf(action.title) || textOf(action.value);
    return label === "" ? [] : [{ label, message: textOf(action.value) || label }];
  });
}

/** The address if a browser may safely open it, else "". */
function webAddress(address: string): string {
  try {
    return ["http:", "https:"].includes(new URL(address).protocol) ? address : "";
  } catch {
    return "";
  }
}
