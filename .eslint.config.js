import { basename } from "node:path";
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const emptyNames = ["utils", "util", "helpers", "helper", "manager", "misc"];

/** House rules on the names of files. */
const house = {
  rules: {
    "file-name": {
      meta: {
        type: "suggestion",
        messages: {
          case: "“{{name}}” is not in kebab-case: name the file after the one thing it exports.",
          empty: "“{{name}}” says nothing: name the file after the one thing it exports.",
        },
      },
      create: (context) => ({
        Program(node) {
          const name = basename(context.filename).replace(/\..*$/u, "");
          if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(name)) context.report({ node, messageId: "case", data: { name } });
          if (emptyNames.some((empty) => name === empty || name.endsWith(`-${empty}`))) context.report({ node, messageId: "empty", data: { name } });
        },
      }),
    },
  },
};

/** @param functions the allowed forms of the name of an exported function. */
const exportedNames = (functions) => [
  { selector: "typeLike", format: ["PascalCase"] },
  { selector: "variable", modifiers: ["exported"], format: ["camelCase"] },
  { selector: "function", modifiers: ["exported"], format: functions },
];

const namedExportsOnly = {
  selector: "ExportDefaultDeclaration",
  message: "Export by name, so that one thing has one name everywhere.",
};
const environmentInOnePlace = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "The environment is read once, by src/config.ts: take the value as an argument.",
};
const timeAndChanceAreArguments = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "Time is an argument of the core: take `now`.",
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: "Chance is an argument of the core: take the random numbers or their seed.",
  },
];

export default defineConfig(
  globalIgnores(["**/dist/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.{ts,tsx,mjs}"],
    plugins: { house },
    extends: [js.configs.recommended],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
    rules: {
      "house/file-name": "error",
      eqeqeq: "error",
      "no-restricted-syntax": ["error", namedExportsOnly],
    },
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        // The widget's own settings know the browser and JSX, so they are asked first.
        project: ["adapters/web/widget/tsconfig.json", "tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/naming-convention": ["error", ...exportedNames(["camelCase"])],
      // A number in a sentence reads as it should; an object or undefined does not.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `if (isDone) return finish();` ends a function that returns nothing.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // Safari tells by no other property that a key belongs to an input method.
      "@typescript-eslint/no-deprecated": ["error", { allow: [{ from: "lib", name: "keyCode" }] }],
      // A narrowed variable may have changed during an `await`, and older browsers lack what the types promise.
      "@typescript-eslint/no-unnecessary-condition": "off",
      // It also reports `?? (list[0] as Item)`, which the compiler needs under noUncheckedIndexedAccess.
      "@typescript-eslint/no-unnecessary-type-assertion": "off",
      // The SDK types an activity's type as its enum or any string.
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      // The type of a socket comes from two packages.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // What the file system and child processes reject with is a NodeJS.ErrnoException.
      "@typescript-eslint/use-unknown-in-catch-callback-variable": "off",
      // As in `query<Row>(…)`: the name of what comes over a boundary.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: { "max-lines": ["warn", { max: 300 }] },
  },
  {
    files: ["src/**/*.ts", "adapters/**/*.ts"],
    ignores: ["src/main.ts", "src/cli/**", "src/evaluation/**"],
    rules: { "no-restricted-syntax": ["error", namedExportsOnly, environmentInOnePlace] },
  },
  {
    files: ["src/core/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", namedExportsOnly, environmentInOnePlace, ...timeAndChanceAreArguments] },
  },
  {
    files: ["adapters/web/widget/**"],
    rules: {
      // A component is a function with the name of what it shows.
      "@typescript-eslint/naming-convention": ["error", ...exportedNames(["camelCase", "PascalCase"])],
      // What a factory returns is closures: handlers may take them as they are.
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    // Settings and set-up that their tool takes by the default export.
    files: ["**/vite.config.ts", "test/support/global-setup.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Expectations take methods unbound, and a fake often has nothing to wait for or to return.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-invalid-void-type": "off",
    },
  },
);
