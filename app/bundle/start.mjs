// The one script that a page loads: it wakes GOV.UK's components, and the islands where there are any.
// A page without an island never fetches the wasm.
import { initAll } from "govuk-frontend";
import wakeIslands from "leptos-islands";

initAll();

if (document.querySelector("leptos-island")) {
  // Root, folder, and the names of loader and wasm without their endings.
  wakeIslands("", "assets", LOADER_NAME, WASM_NAME);
}
