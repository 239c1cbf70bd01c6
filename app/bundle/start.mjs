// The one script that a page loads: it wakes GOV.UK's components, and the islands where there are any.
// A page without an island never fetches the wasm.
import { Radios, initAll } from "govuk-frontend";
import wakeIslands from "leptos-islands";
import { followNews } from "./news.mjs";

// A radio that reveals something says so by `aria-controls`; ARIA knows no radio that is expanded.
const reveal = Radios.prototype.syncConditionalRevealWithInputState;
Radios.prototype.syncConditionalRevealWithInputState = function (input) {
  reveal.call(this, input);
  input.removeAttribute("aria-expanded");
};

// Before the components change what the server has drawn.
const news = document.querySelector("[data-live]");
if (news) followNews(news);

initAll();

if (document.querySelector("leptos-island")) {
  // Root, folder, and the names of loader and wasm without their endings.
  wakeIslands("", "assets", LOADER_NAME, WASM_NAME);
}
