import type { JSX } from "preact";
import { textBlocks, type TextBlock } from "../text/text-blocks.js";
import { wording } from "../wording.js";
import { LinkedText } from "./linked-text.js";

/** An answer's text with its paragraphs, lists, steps and tables. All of it ends up in text nodes. */
export function FormattedText({ text }: { text: string }): JSX.Element {
  return (
    <>
      {textBlocks(text).map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </>
  );
}

function Block({ block }: { block: TextBlock }): JSX.Element {
  switch (block.kind) {
    case "paragraph":
      return (
        <p>
          <LinkedText text={block.text} />
        </p>
      );
    case "list":
      return <ul>{block.items.map(item)}</ul>;
    case "steps":
      return <ol start={block.start}>{block.items.map(item)}</ol>;
    case "table":
      return (
        <div class="table-frame" role="group" aria-label={wording.table} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {block.head.map((cell, index) => (
                  <th key={index} scope="col">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>
                      <LinkedText text={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function item(text: string, index: number): JSX.Element {
  return (
    <li key={index}>
      <LinkedText text={text} />
    </li>
  );
}
