import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument, rgb, type PDFFont, type PDFPage } from "pdf-lib";
import QRCode from "qrcode";
import type { Certificate } from "../core/training/learner.js";
import { certificateWording as wording } from "../core/wording/certificate.js";

/** A4 on its side, in points. */
const page = { width: 841.89, height: 595.28 };
const ink = rgb(0.1, 0.12, 0.18);
const accent = rgb(0.62, 0.09, 0.09);
const qrSize = 96;
/** Names may be long: they are set smaller until they fit. */
const widestLine = page.width - 160;

const fonts = createRequire(import.meta.url);

/** A certificate as PDF, with the address of its verification as QR code. */
export async function drawCertificate(certificate: Certificate, verification: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit(fontkit);
  const [regular, bold] = [await embed(pdf, "400Regular/BeVietnamPro_400Regular.ttf"), await embed(pdf, "700Bold/BeVietnamPro_700Bold.ttf")];
  pdf.setTitle(wording.documentTitle(certificate.courseTitle));
  pdf.setLanguage("vi-VN");
  const sheet = pdf.addPage([page.width, page.height]);
  sheet.drawRectangle({ x: 24, y: 24, width: page.width - 48, height: page.height - 48, borderColor: accent, borderWidth: 2.5 });
  sheet.drawRectangle({ x: 32, y: 32, width: page.width - 64, height: page.height - 64, borderColor: accent, borderWidth: 0.75 });

  const center = (text: string, y: number, size: number, font: PDFFont, color = ink): void => drawCentered(sheet, { text, y, size, font, color });
  center(wording.issuer, 505, 15, regular);
  center(wording.title, 450, 40, bold, accent);
  center(wording.given, 405, 15, regular);
  center(certificate.name, 360, 34, bold);
  if (certificate.officeName !== "") center(certificate.officeName, 330, 15, regular);
  center(wording.completed, 290, 15, regular);
  center(certificate.courseTitle, 258, 22, bold);
  center(wording.result(certificate.score, certificate.issuedOn), 226, 15, regular);

  const qr = await pdf.embedPng(await QRCode.toBuffer(verification, { errorCorrectionLevel: "M", margin: 2, width: 480 }));
  sheet.drawImage(qr, { x: page.width - 60 - qrSize, y: 60, width: qrSize, height: qrSize });
  const note = (text: string, y: number): void => sheet.drawText(text.normalize("NFC"), { x: 60, y, size: 10.5, font: regular, color: ink });
  note(wording.serial(certificate.serial), 120);
  note(wording.howToVerify, 104);
  note(verification, 88);
  note(wording.standing, 66);
  return pdf.save();
}

async function embed(pdf: PDFDocument, file: string): Promise<PDFFont> {
  return pdf.embedFont(await readFile(fonts.resolve(`@expo-google-fonts/be-vietnam-pro/${file}`)), { subset: true });
}

function drawCentered(
  sheet: PDFPage,
  { text, y, size, font, color }: { text: string; y: number; size: number; font: PDFFont; color: ReturnType<typeof rgb> },
): void {
  const composed = text.normalize("NFC");
  const fitting = Math.min(size, (size * widestLine) / font.widthOfTextAtSize(composed, size));
  sheet.drawText(composed, { x: (page.width - font.widthOfTextAtSize(composed, fitting)) / 2, y, size: fitting, font, color });
}
