// Keeps the progress of a sending new. Without it the page says how far it was when it was opened.
for (const block of document.querySelectorAll("[data-progress]")) {
  const stream = new EventSource(block.dataset.progress);
  stream.addEventListener("message", ({ data }) => {
    const { text, done, total, state } = JSON.parse(data);
    block.querySelector("[data-text]").textContent = text;
    const bar = block.querySelector("progress");
    bar.max = Math.max(1, total);
    bar.value = done;
    if (state !== "sending" && state !== "paused") {
      stream.close();
      location.reload();
    }
  });
}
