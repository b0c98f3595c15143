export interface FakePageOptions {
  greeting?: string;
  topics?: string[];
  maxChars?: number;
  suggestUrl?: string;
  notice?: string;
  isEmbedded?: boolean;
  conversation?: { id: string; token: string };
  /** Without the script, as where it fails to load. */
  hasScript?: boolean;
}

/** The page as the server renders it, with the plain form that the script replaces. Values are trusted: tests write them. */
export function fakePage({
  greeting = "Chào anh/chị. Tôi là Trợ lý số, trợ lý tự động dùng trí tuệ nhân tạo nên có thể sai. Cần gặp người thì đến Trung tâm Phục vụ hành chính công xã, phường.",
  topics = ["Làm giấy tờ", "Chuyển đổi số là gì", "Nghị quyết 08 nói gì", "Tránh bị lừa trên mạng"],
  maxChars = 1000,
  suggestUrl = "/suggest",
  notice = "",
  isEmbedded = false,
  conversation,
  hasScript = true,
}: FakePageOptions): string {
  const served = conversation === undefined ? "" : ` data-conversation="${conversation.id}" data-token="${conversation.token}"`;
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<title>Trợ lý số</title>
<link rel="stylesheet" href="/assets/page.css">
${hasScript ? '<script type="module" src="/assets/widget.js"></script>' : ""}
</head>
<body>
<div id="chat" data-max-chars="${maxChars}" data-suggest="${suggestUrl}" data-notice="${notice}"${isEmbedded ? " data-embed" : ""}${served}>
<div class="app">
<header class="header"><div class="header-name"><h1>Trợ lý số</h1><p>trợ lý tự động</p></div></header>
<main class="conversation">
<div class="column">
<section class="welcome">
<p data-greeting>${greeting}</p>
<form method="post" action="/chat">
<h2 class="topics-label">Chọn một việc, hoặc gõ câu hỏi ở dưới</h2>
<ul class="topics">
${topics.map((topic) => `<li><button class="topic" name="question" value="${topic}" data-topic>${topic}</button></li>`).join("\n")}
</ul>
</form>
</section>
</div>
</main>
<form class="composer" method="post" action="/chat" aria-label="Đặt câu hỏi">
<div class="composer-row">
<label class="hidden-text" for="question">Câu hỏi của anh/chị</label>
<textarea id="question" name="question" rows="1" maxlength="${maxChars}" placeholder="Gõ câu hỏi…" autocomplete="off" required></textarea>
<button class="send-button"><span>Gửi</span></button>
</div>
</form>
</div>
</div>
</body>
</html>`;
}
