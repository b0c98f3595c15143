import { beforeAll, describe, expect, it } from "vitest";
import type { Answerer } from "../../../../src/core/answering/answerer.js";
import type { Context } from "../../../../src/core/answering/context.js";
import { readQuestion } from "../../../../src/core/answering/steps/read-question.js";
import { retrieveSources } from "../../../../src/core/answering/steps/retrieve-sources.js";
import { buildTimeoutMs } from "../../retrieval/real-index.js";
import { contextOf, realAnswerer } from "../conversation.js";

let answerer: Answerer;
beforeAll(async () => {
  answerer = await realAnswerer();
}, buildTimeoutMs);

async function retrieve(question: string, own: Partial<Context> = {}): Promise<Context> {
  const context = contextOf(answerer, question, own);
  await readQuestion(context, answerer.tools);
  expect(await retrieveSources(context, answerer.tools)).toBeUndefined();
  return context;
}

describe("retrieveSources", () => {
  it("finds the sources nearest to a question, the likeliest first, each with a probability", async () => {
    const { judged } = await retrieve("làm lại thẻ căn cước bị mất");
    expect(judged[0]?.candidate.unit.id).toBe("service/cap-lai-the-can-cuoc");
    expect(judged.length).toBeGreaterThan(1);
    expect(judged[0]?.confidence).toBe(Math.max(...judged.map(({ confidence }) => confidence)));
    for (const { confidence } of judged) expect(confidence > 0 && confidence < 1).toBe(true);
  });

  it("is surer of a source that the question names than of one for something else", async () => {
    const confidenceOf = async (question: string): Promise<number> => (await retrieve(question)).judged[0]?.confidence ?? 0;
    const sure = await confidenceOf("làm lại thẻ căn cước bị mất");
    for (const other of ["giá xăng hôm nay", "cách nấu phở bò", "tỷ số trận chung kết", "nuôi mèo ở nhà"])
      expect(sure - (await confidenceOf(other)), other).toBeGreaterThan(0.3);
  });

  it("puts the service before the life event that leads to it, where a thing is asked for that only services have", async () => {
    const first = async (question: string): Promise<string | undefined> => (await retrieve(question)).judged[0]?.candidate.unit.id;
    expect(await first("mới sinh con phải làm những việc gì")).toBe("sinh-con");
    expect(await first("mới sinh con làm giấy khai sinh cần giấy tờ gì")).toBe("service/dang-ky-khai-sinh");
  });

  it("takes the article on a law where the law is named, not the one on its subject", async () => {
    expect((await retrieve("luật trí tuệ nhân tạo nói về gì")).judged[0]?.candidate.unit.id).toBe("luat-tri-tue-nhan-tao");
    expect((await retrieve("trí tuệ nhân tạo là gì")).judged[0]?.candidate.unit.id).toBe("tri-tue-nhan-tao-la-gi");
  });

  it("takes what the sentence that asks names, not the paper that the story before it names", async () => {
    const told = "Con gái tôi đẻ rơi ngoài nương, không kịp xuống trạm nên chưa có giấy chứng sinh.";
    expect((await retrieve(told)).judged[0]?.candidate.unit.id).toBe("service/giay-chung-sinh");
    const { judged } = await retrieve(`${told} Giờ đi khai sinh cho cháu thì cần giấy tờ gì`);
    expect(judged[0]?.candidate.unit.id).toBe("service/dang-ky-khai-sinh");
  });

  it("is sure of a source that a part of a story surely names", async () => {
    const { judged } = await retrieve(
      "Hai anh em tôi góp tiền làm nội thất, giờ khách đòi hóa đơn nên tính lập công ty TNHH hai người. Hồ sơ gồm những thứ gì",
    );
    expect(judged[0]).toMatchObject({ isSure: true, candidate: { unit: { id: "service/dang-ky-doanh-nghiep" } } });
  });

  it("looks only at the unit that the turns before settled", async () => {
    const { judged } = await retrieve("lệ phí bao nhiêu thẻ", { unitId: "service/dang-ky-ket-hon" });
    expect(judged.map(({ candidate }) => candidate.unit.id)).toEqual(["service/dang-ky-ket-hon"]);
  });

  it("says what speaks against a source", async () => {
    const { judged } = await retrieve("mục tiêu kinh tế số của Hòa Bình năm 2040");
    expect(judged[0]?.mismatches).toEqual([{ kind: "year", said: "2040" }]);
  });

  it("finds nothing for words that no source has", async () => {
    expect((await retrieve("qwrt zxcv")).judged).toEqual([]);
    expect((await retrieve("")).judged).toEqual([]);
  });
});
