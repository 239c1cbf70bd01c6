// Keeps an open page up to date. The server says over a stream that there is something new; what it says is read
// from the page itself. What is marked as a part is drawn anew, and a form that somebody types into never is.
//
// In plain JavaScript and not in an island: a page of talk would have to fetch all of the wasm for it.

/** What each kind is called: one, and several. */
const WORDS = {
  talk: ["comment", "comments"],
  thread: ["change in a thread", "changes in threads"],
  position: ["position", "positions"],
  wording: ["proposal or answer", "proposals or answers"],
};
/** After these the page as a whole says something else. */
const WHOLE = { version: "The term has a new version.", term: "The term has changed.", offer: "The offer has changed." };
/** Several things that come at once are said at once. */
const GATHER = 150;
const PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;
const TRIES = 8;

export function followNews(bar) {
  const parts = [...document.querySelectorAll("[data-live-part]")];
  const drawn = new Map(parts.map((part) => [part, part.innerHTML]));
  const here = bar.querySelector("[data-live-here]");
  const said = bar.querySelector("[data-live-news]");
  const counted = new Map();
  let since = bar.dataset.liveSince;
  let [source, gathering, again, tries] = [null, 0, 0, 0];

  function open() {
    clearTimeout(again);
    if (source || document.hidden) return;
    source = new EventSource(`${bar.dataset.live}?since=${since}`);
    source.addEventListener("ready", (event) => {
      tries = 0;
      since = event.lastEventId;
      bar.dataset.liveReady = "";
    });
    source.addEventListener("news", (event) => {
      since = event.lastEventId;
      if (event.data !== "any") counted.set(event.data, (counted.get(event.data) ?? 0) + 1);
      clearTimeout(gathering);
      gathering = setTimeout(readAgain, GATHER);
    });
    source.addEventListener("here", (event) => show(event.data.split("\n").slice(1).filter(Boolean)));
    // Begun again by ourselves: from the last news on, and not for ever where nobody answers.
    source.addEventListener("error", () => {
      close();
      tries += 1;
      if (tries <= TRIES) again = setTimeout(open, Math.min(PAUSE * 2 ** tries, LONGEST_PAUSE));
    });
  }

  function close() {
    clearTimeout(again);
    source?.close();
    source = null;
    delete bar.dataset.liveReady;
    show([]);
  }

  /** Who else has this open. */
  function show(names) {
    here.hidden = names.length === 0;
    here.textContent = names.length ? `Also here: ${names.join(", ")}` : "";
  }

  async function readAgain() {
    let page;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (!answer.ok || answer.redirected) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return;
    }
    const waiting = [];
    let changed = null;
    for (const part of parts) {
      const now = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
      if (!now || now.innerHTML === drawn.get(part)) continue;
      changed ??= part;
      const draw = () => {
        drawn.set(part, now.innerHTML);
        part.replaceChildren(...now.childNodes);
      };
      if (isInUse(part)) waiting.push(draw);
      else draw();
    }
    const whole = Object.keys(WHOLE).filter((kind) => counted.has(kind));
    if (changed || whole.length) say(changed, whole, waiting);
    else counted.clear();
  }

  function say(changed, whole, waiting) {
    const counts = Object.entries(WORDS)
      .filter(([kind]) => counted.has(kind))
      .map(([kind, words]) => `${counted.get(kind)} ${words[counted.get(kind) === 1 ? 0 : 1]}`);
    const words = [...whole.map((kind) => WHOLE[kind])];
    if (changed) words.unshift(`New: ${counts.join(", ") || "something here has changed"}.`);
    const line = document.createElement("p");
    line.append(`${words.join(" ")} `);
    if (changed) line.append(button("Show", () => showNews(changed, waiting)));
    if (whole.length) {
      const link = document.createElement("a");
      link.className = "govuk-link";
      link.href = location.pathname;
      link.textContent = "Open it again";
      line.append(" ", link);
    }
    said.replaceChildren(line);
  }

  function showNews(changed, waiting) {
    for (const draw of waiting) draw();
    counted.clear();
    said.replaceChildren();
    changed.tabIndex = -1;
    changed.focus();
    (changed.lastElementChild ?? changed).scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}

/** Whether somebody is in the middle of it: with the keyboard, with a selection, or with something typed. */
function isInUse(part) {
  const selected = getSelection();
  return (
    (document.activeElement !== part && part.contains(document.activeElement)) ||
    (selected && !selected.isCollapsed && part.contains(selected.anchorNode)) ||
    part.querySelector("details[open], textarea, select, input:not([type=hidden])") !== null
  );
}

function button(words, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "govuk-link so-news__show";
  made.textContent = words;
  made.addEventListener("click", pressed);
  return made;
}
