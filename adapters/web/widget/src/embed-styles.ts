/** Styles of the button and the frame on other people's pages: closed in a shadow root, so neither side disturbs the other. */
export const embedStyles = `
:host { all: initial; }
button {
  position: fixed; z-index: 2147483000; inset: auto 16px 16px auto;
  display: flex; align-items: center; gap: 8px; min-height: 56px; padding: 8px 20px 8px 16px;
  border: 2px solid #fff; border-radius: 28px; background: #a4161a; color: #fff;
  font: 600 17px/1.3 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; cursor: pointer;
  box-shadow: 0 4px 16px rgb(0 0 0 / .28);
}
button:focus-visible { outline: 3px solid #ffbf47; outline-offset: 2px; box-shadow: 0 0 0 7px #1c1b1a; }
svg { width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
iframe {
  position: fixed; z-index: 2147483001; inset: auto 16px 84px auto;
  width: 400px; height: min(640px, calc(100% - 100px));
  border: 1px solid #8a857d; border-radius: 4px; background: #fff;
}
[hidden] { display: none; }
@media (max-width: 480px), (max-height: 480px) {
  iframe { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; }
}
@media print { button, iframe { display: none; } }
`;
