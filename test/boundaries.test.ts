import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const project = fileURLToPath(new URL("../", import.meta.url));

interface Allowed {
  /** Files and folders whose code may be imported. What stands in the same row of the table may always be. */
  readonly code?: readonly string[];
  /** Of these, types alone. */
  readonly types?: readonly string[];
}

const everything: Allowed = { code: ["src", "adapters"] };
const errors = "src/errors.ts";

/** Who may import what: part 5 of the style guide, with our own folders. The longest path that a file stands under is its row. */
const table: Readonly<Record<string, Allowed>> = {
  "src/main.ts": everything,
  "src/application.ts": {
    code: [
      errors,
      "src/config.ts",
      "src/open-announcements.ts",
      "src/activity",
      "src/core",
      "src/storage",
      "src/models",
      "src/http",
      "src/pdf",
      "src/export",
      "src/console",
      "adapters",
    ],
  },
  "src/open-announcements.ts": { code: ["src/core", "src/storage", "src/http"] },
  "src/channels.ts": { code: [errors, "src/config.ts", "src/activity", "adapters"] },
  // What is wrong with a setting is told by a coded error.
  "src/config.ts": { code: [errors] },
  "src/errors.ts": {},
  "src/activity": { code: [errors] },
  "src/core/conversation": { code: [errors, "src/activity", "src/core"] },
  "src/core/answering": { code: [errors, "src/core/retrieval", "src/core/knowledge", "src/core/text", "src/core/wording"] },
  "src/core/retrieval": { code: [errors, "src/core/knowledge", "src/core/text"] },
  "src/core/knowledge": { code: [errors, "src/core/text"] },
  "src/core/training": {
    code: [errors, "src/core/text", "src/core/wording", "src/core/knowledge/read-yaml.ts", "src/core/retrieval/seeded-random.ts"],
    types: ["src/core/knowledge", "src/core/retrieval"],
  },
  "src/core/ingest": { code: [errors, "src/core/knowledge", "src/core/text", "src/core/wording"], types: ["src/core/retrieval"] },
  "src/core/subscriptions": { code: [errors, "src/core/text", "src/core/wording"], types: ["src/core/knowledge"] },
  "src/core/announcements": { code: [errors, "src/activity", "src/core/wording", "src/core/conversation/judge-delivery.ts"], types: ["src/core/staff"] },
  "src/core/questions": { code: [errors, "src/core/answering", "src/core/retrieval", "src/core/knowledge", "src/core/text"] },
  "src/core/staff": { code: [errors] },
  "src/core/wording": { code: [errors], types: ["src/core/knowledge"] },
  "src/core/text": { code: [errors] },
  // It stores activities and the state of conversations: their values are named in one place, there.
  "src/storage": { code: [errors, "src/activity", "src/core/conversation", "src/core/staff", "src/core/announcements"], types: ["src/core"] },
  "src/models": { code: [errors], types: ["src/core"] },
  "src/http": { code: [errors, "src/activity", "src/core", "adapters/shared/html.ts"] },
  "src/pdf": { code: ["src/core/wording"], types: ["src/core"] },
  "src/export": { types: ["src/core"] },
  "src/console": { code: [errors, "src/core", "src/export", "adapters/shared/markup.ts"], types: ["src/storage", "src/activity"] },
  "src/evaluation": { code: ["src/core", "src/config.ts", "src/models", "src/storage"] },
  "src/cli": { code: [errors, "src/activity", "src/channels.ts", "src/config.ts", "src/core", "src/evaluation", "src/models", "src/storage"] },
  "adapters/shared": { code: [errors, "src/activity"] },
  "adapters/web/widget": {},
  ...Object.fromEntries(["telegram", "zalo", "web", "azure"].map((channel) => [`adapters/${channel}`, { code: [errors, "src/activity", "adapters/shared"] }])),
};

/** Folders without code. */
const codeless = ["src/decisions"];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isTypeOnly: boolean;
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(project.length))
    .filter((path) => !path.startsWith("adapters/web/widget/dist/"))
    .sort();
}

const isCode = (path: string): boolean => /\.[cm]?[jt]sx?$/u.test(path);

/** The imports of a file of ours by another: static, dynamic, of types, and re-exports. */
function importsOf(path: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, isTypeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier) || !/^\.{1,2}\//u.test(specifier.text)) return;
    found.push({ from: path, to: normalize(join(dirname(path), specifier.text)), isTypeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnlyImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}

function isTypeOnlyImport({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  return name === undefined && namedBindings !== undefined && ts.isNamedImports(namedBindings) && namedBindings.elements.every((one) => one.isTypeOnly);
}

/** Whether a file, named as TypeScript imports name it (`.js`), is the place or stands under it. */
const isIn = (path: string, place: string): boolean => path.replace(/\.js$/u, ".ts") === place || path.startsWith(`${place}/`);

const rowOf = (path: string): string | undefined =>
  Object.keys(table)
    .filter((row) => isIn(path, row))
    .sort((a, b) => b.length - a.length)[0];

function isAllowed({ from, to, isTypeOnly }: Import): boolean {
  const row = rowOf(from);
  if (row === undefined) return false;
  if (rowOf(to) === row) return true;
  const { code = [], types = [] } = table[row] ?? {};
  return [...code, ...(isTypeOnly ? types : [])].some((place) => isIn(to, place));
}

const files = ["src", "adapters"].flatMap(filesUnder).filter(isCode);
const imports = files.flatMap((path) => importsOf(path, readFileSync(join(project, path), "utf8")));

describe("imports", () => {
  it.each(Object.keys(table))("%s imports only what the table allows", (row) => {
    const forbidden = imports.filter((one) => rowOf(one.from) === row && !isAllowed(one));
    expect(forbidden.map(({ from, to, isTypeOnly }) => `${from} → ${to}${isTypeOnly ? " (types)" : ""}`)).toEqual([]);
  });

  it("come from places that the table lists", () => {
    expect(files.filter((path) => rowOf(path) === undefined)).toEqual([]);
  });

  it("are absent from folders without code", () => {
    expect(files.filter((path) => codeless.some((folder) => isIn(path, folder)))).toEqual([]);
  });
});

describe("the check of imports", () => {
  const check = (path: string, text: string): boolean[] => importsOf(path, text).map(isAllowed);

  it.each([
    ["src/core/text/fold.ts", 'import { say } from "../wording/answers.js";'],
    ["src/core/text/fold.ts", 'export { say } from "../wording/answers.js";'],
    ["src/core/text/fold.ts", 'const { say } = await import("../wording/answers.js");'],
    ["src/core/text/fold.ts", 'type Say = import("../wording/answers.js").Say;'],
    ["src/core/retrieval/terms.ts", 'import type { Answer } from "../answering/answer.js";'],
    ["src/core/answering/answer.ts", 'import type { Activity } from "../../activity/activity.js";'],
    ["src/core/wording/answers.ts", 'import { fieldNames, type FieldName } from "../knowledge/schema.js";'],
    ["src/storage/save-feedback.ts", 'import { PhraseList } from "../core/text/phrases.js";'],
    ["adapters/web/index.ts", 'import { send } from "../telegram/send.js";'],
    ["adapters/web/index.ts", 'import { readConfig } from "../../src/config.js";'],
    ["adapters/web/widget/src/app.tsx", 'import { pageWording } from "../../wording.js";'],
    ["src/misc/new.ts", 'import { CodedError } from "../errors.js";'],
  ])("finds that %s may not say %s", (path, text) => {
    expect(check(path, text)).toEqual([false]);
  });

  it.each([
    ["src/main.ts", 'import { startApplication } from "./application.js";'],
    ["src/core/text/tokenise.ts", 'import { normalise } from "./normalise.js";'],
    ["src/core/answering/steps/decide-answer.ts", 'import { Retriever } from "../../retrieval/retriever.js";'],
    ["src/core/wording/answers.ts", 'import { type FieldName } from "../knowledge/schema.js";'],
    ["src/storage/save-feedback.ts", 'import type { Feedback } from "../core/conversation/feedback.js";'],
    ["adapters/web/widget/src/app.tsx", 'import { wording } from "../wording.js";'],
    ["src/core/text/fold.ts", 'import { z } from "zod";'],
  ])("lets %s say %s", (path, text) => {
    expect(check(path, text)).not.toContain(false);
  });
});

describe("the top level", () => {
  const fixed = ["src", "knowledge", "adapters", "test", "package.json", "tsconfig.json", ".env.example", "README.md", "LICENSE"];
  /** Tools, not we, choose these names. */
  const made = ["node_modules", "package-lock.json", "data", "coverage"];

  it("holds nothing visible beyond the fixed list", () => {
    const visible = readdirSync(project).filter((name) => !name.startsWith("."));
    expect(visible.filter((name) => !fixed.includes(name) && !made.includes(name))).toEqual([]);
  });
});
