import { describe, expect, it } from "vitest";
import { commandIn, isOurs, wishOf } from "../../../adapters/shared/commands.js";

describe("commands", () => {
  const words = (text: string): unknown => {
    const command = commandIn(text);
    return command && wishOf(command);
  };

  it.each([
    ["/start", { kind: "start" }],
    ["/start@TroLySoBot", { kind: "start" }],
    ["/START", { kind: "start" }],
    ["/help", { kind: "words", text: "trợ giúp" }],
    ["/dichvu", { kind: "words", text: "dịch vụ công có những gì" }],
    ["/dichvu@TroLySoBot đất đai", { kind: "words", text: "đất đai" }],
    ["/nghiquyet", { kind: "words", text: "Nghị quyết 08 nói gì" }],
    ["/nghiquyet 08 ban hành ngày nào", { kind: "words", text: "Nghị quyết 08 ban hành ngày nào" }],
    ["/dangky", { kind: "words", text: "đăng ký nhận tin" }],
    ["/huy@TroLySoBot", { kind: "words", text: "hủy nhận tin" }],
    ["/dulieu", { kind: "words", text: "dữ liệu của tôi" }],
    ["/xoadulieu@TroLySoBot", { kind: "words", text: "xóa dữ liệu của tôi" }],
    ["/khai_sinh ở đâu", { kind: "words", text: "khai sinh ở đâu" }],
    ["/toString", { kind: "words", text: "tostring" }],
  ])("%s says %j", (text, wish) => {
    expect(words(text)).toEqual(wish);
  });

  it.each(["1/2 suất", "http://a/b", "/", "/ start", "hỏi /help"])("%s is none", (text) => {
    expect(words(text)).toBeUndefined();
  });

  it("are ours with our name or none, if we know them", () => {
    const check = (text: string): boolean => isOurs(commandIn(text) ?? { name: "", botName: "", rest: "" }, "TroLySoBot");
    expect(["/help", "/help@trolysobot", "/start"].map(check)).toEqual([true, true, true]);
    expect(["/help@KhacBot", "/roll", "/constructor"].map(check)).toEqual([false, false, false]);
  });
});
