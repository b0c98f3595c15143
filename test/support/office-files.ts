import { zipFile, type ZipEntries } from "./zip-file.js";

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const packageTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
const relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const officeRelationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A paragraph, with the name of its style after "|" where it has one; or the rows of a table. */
export type WordBlock = string | readonly (readonly string[])[];

/** A Word document as Word would save it, as far as it matters. */
export function docxFile(blocks: readonly WordBlock[], { font, added = {} }: { font?: string; added?: ZipEntries } = {}): Buffer {
  return zipFile(docxEntries(blocks, font, added));
}

export function docxEntries(blocks: readonly WordBlock[], font?: string, added: ZipEntries = {}): ZipEntries {
  const body = blocks.map((block) => (typeof block === "string" ? wordParagraph(block, font) : wordTable(block, font))).join("");
  const styles = ["Title", "heading 1", "heading 2", "heading 3"].map(
    (name, index) => `<w:style w:type="paragraph" w:styleId="S${index}"><w:name w:val="${name}"/></w:style>`,
  );
  return {
    "[Content_Types].xml": `${head}<Types xmlns="${packageTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${relationships}"><Relationship Id="r1" Type="${officeRelationships}/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/_rels/document.xml.rels": `${head}<Relationships xmlns="${relationships}"><Relationship Id="r1" Type="${officeRelationships}/styles" Target="styles.xml"/></Relationships>`,
    "word/styles.xml": `${head}<w:styles ${word}>${styles.join("")}</w:styles>`,
    "word/document.xml": `${head}<w:document ${word}><w:body>${body}</w:body></w:document>`,
    ...added,
  };
}

function wordParagraph(paragraph: string, font?: string): string {
  const [text = "", style] = paragraph.split("|");
  const styleId = ["Title", "Heading 1", "Heading 2", "Heading 3"].indexOf(style ?? "");
  const properties = styleId < 0 ? "" : `<w:pPr><w:pStyle w:val="S${styleId}"/></w:pPr>`;
  const fonts = font === undefined ? "" : `<w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}"/></w:rPr>`;
  return `<w:p>${properties}<w:r>${fonts}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
}

function wordTable(rows: readonly (readonly string[])[], font?: string): string {
  const cells = (row: readonly string[]): string => row.map((cell) => `<w:tc>${wordParagraph(cell, font)}</w:tc>`).join("");
  return `<w:tbl>${rows.map((row) => `<w:tr>${cells(row)}</w:tr>`).join("")}</w:tbl>`;
}

/** An Excel workbook with one sheet a name. */
export function xlsxFile(sheets: Readonly<Record<string, readonly (readonly (string | number | undefined)[])[]>>): Buffer {
  const names = Object.keys(sheets);
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const overrides = names.map(
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  );
  return zipFile({
    "[Content_Types].xml": `${head}<Types xmlns="${packageTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${overrides.join("")}</Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${relationships}"><Relationship Id="r1" Type="${officeRelationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook ${main} xmlns:r="${officeRelationships}"><sheets>${names.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="r${index + 1}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${relationships}">${names.map((_, index) => `<Relationship Id="r${index + 1}" Type="${officeRelationships}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join("")}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `${head}<worksheet ${main}><sheetData>${(sheets[name] ?? []).map(sheetRow).join("")}</sheetData></worksheet>`,
      ]),
    ),
  });
}

function sheetRow(row: readonly (string | number | undefined)[], index: number): string {
  const cells = row.map((value, column) => {
    const place = `${String.fromCharCode(65 + column)}${index + 1}`;
    if (value === undefined) return "";
    return typeof value === "number" ? `<c r="${place}"><v>${value}</v></c>` : `<c r="${place}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  });
  return `<row r="${index + 1}">${cells.join("")}</row>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
