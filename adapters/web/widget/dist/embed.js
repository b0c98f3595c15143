(function(){var e=`
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
`,t={open:`Hỏi Trợ lý số`,close:`Đóng Trợ lý số`,frame:`Trợ lý số, trợ lý tự động`},n=document.currentScript;n instanceof HTMLScriptElement&&r(()=>i(new URL(n.src).origin));function r(e){document.readyState===`loading`?document.addEventListener(`DOMContentLoaded`,e,{once:!0}):e()}function i(e){let t=document.createElement(`tro-ly-so`),n=t.attachShadow({mode:`open`});a(n);let r=o();n.append(r),document.body.append(t);let i,c=()=>i!==void 0&&!i.hidden;function u(){i===void 0&&(i=l(e),i.addEventListener(`load`,()=>i==null?void 0:i.focus()),n.append(i)),i.hidden=!1,i.focus(),s(r,!0)}function d(){i!==void 0&&(i.hidden=!0,s(r,!1),r.focus())}r.addEventListener(`click`,()=>c()?d():u()),t.addEventListener(`keydown`,({key:e})=>e===`Escape`&&c()&&d()),addEventListener(`message`,({data:t,source:n,origin:r})=>{t===`tro-ly-so:close`&&r===e&&n===(i==null?void 0:i.contentWindow)&&d()})}function a(t){try{let n=new CSSStyleSheet;n.replaceSync(e),t.adoptedStyleSheets=[n]}catch{let n=document.createElement(`style`);n.textContent=e,t.append(n)}}function o(){let e=document.createElement(`button`);return e.type=`button`,e.setAttribute(`aria-haspopup`,`dialog`),e.append(c(),document.createElement(`span`)),s(e,!1),e}function s(e,n){e.setAttribute(`aria-expanded`,String(n));let r=e.querySelector(`span`);r!==null&&(r.textContent=n?t.close:t.open)}function c(){let e=`http://www.w3.org/2000/svg`,t=document.createElementNS(e,`svg`);t.setAttribute(`viewBox`,`0 0 24 24`),t.setAttribute(`aria-hidden`,`true`);let n=document.createElementNS(e,`path`);return n.setAttribute(`d`,`M4 4h16v12H10l-5 4v-4H4Zm4 4.500h8M8 12h5`),t.append(n),t}function l(e){let n=document.createElement(`iframe`);return n.src=`${e}/?embed=1`,n.title=t.frame,n}})();