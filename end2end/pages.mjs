// Saves the HTML of every kind of page that each of the demo people can reach, as it comes without JavaScript,
// and of the answers to forms that were left empty. For the Nu Html Checker, see .ci/html-check.
//
// node pages.mjs FOLDER: starts target/debug/single-offer with a demo of its own, and stops it.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parse } from "node-html-parser";

const folder = process.argv[2];
/** Of pages that differ in their offer or number only, so many are read. */
const OF_A_KIND = 2;
const PAGES_AT_MOST = 1500;
const IGNORED = new Set(["/sign-out", "/sign-in/demo"]);

const data = mkdtempSync(join(tmpdir(), "single-offer-pages-"));
const site = `http://127.0.0.1:${await freePort()}`;
const server = start();

function start() {
  const { host } = new URL(site);
  return spawn("target/debug/single-offer", ["serve"], {
    env: {
      ...process.env,
      DEMO: "1",
      LISTEN: host,
      PUBLIC_URL: site,
      DATABASE_URL: `sqlite://${data}/demo.db?mode=rwc`,
      RUST_LOG: "warn",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

async function visitAll() {
  const nobody = new Visitor("nobody");
  await nobody.crawl("/");
  await nobody.crawl("/sign-in");
  const people = parse(await (await nobody.fetch("/sign-in")).text()).querySelectorAll("button[name=person]");
  if (people.length === 0) throw new Error("/sign-in offers no demo people");

  let faults = nobody.faults;
  for (const button of people) {
    const person = new Visitor(button.textContent.trim().split(",")[0]);
    await person.signIn(button.getAttribute("value"));
    await person.crawl("/work");
    await person.leaveFormsEmpty();
    faults += person.faults;
    console.log(`${person.name}: ${person.saved} pages`);
  }
  return faults === 0 ? 0 : 1;
}

/** Somebody with cookies, who follows links. */
class Visitor {
  cookies = new Map();
  kinds = new Map();
  forms = new Map();
  saved = 0;
  faults = 0;

  constructor(name) {
    this.name = name;
  }

  async signIn(person) {
    const answer = await this.post("/sign-in/demo", new URLSearchParams({ person }));
    if (answer.status !== 303) throw new Error(`signing in as ${this.name}: ${answer.status}`);
  }

  async fetch(address, options = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...options.headers, ...(cookie && { cookie }) };
    const answer = await fetch(new URL(address, site), { redirect: "manual", ...options, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      this.cookies.set(name, value);
    }
    return answer;
  }

  post(address, body) {
    return this.fetch(address, { method: "POST", body, headers: { origin: site, "sec-fetch-site": "same-origin" } });
  }

  /** Saves the page at an address and all that it leads to. */
  async crawl(first) {
    const addresses = [first];
    for (const address of addresses) {
      if (this.saved >= PAGES_AT_MOST) throw new Error(`more than ${PAGES_AT_MOST} pages for ${this.name}`);
      const answer = await this.fetch(address);
      const html = await this.keep(address, answer);
      const leads = html ? links(html) : [answer.headers.get("location")].filter(Boolean);
      for (const lead of leads.map((lead) => onSite(lead, address)).filter(Boolean)) {
        if (!addresses.includes(lead) && this.isNew(lead)) addresses.push(lead);
      }
      for (const form of html?.querySelectorAll("form[method=post]") ?? []) this.note(form, address);
    }
  }

  isNew(address) {
    const kind = kindOf(address);
    const met = (this.kinds.get(kind) ?? 0) + 1;
    this.kinds.set(kind, met);
    return met <= OF_A_KIND;
  }

  note(form, page) {
    const address = onSite(form.getAttribute("action") || page, page);
    if (address && !IGNORED.has(address)) this.forms.set(kindOf(address), { address, form });
  }

  /** Sends each kind of form once with nothing typed into it: the refusals are pages too. */
  async leaveFormsEmpty() {
    for (const { address, form } of this.forms.values()) {
      const fields = form.querySelectorAll("input[name], textarea[name], select[name], button[name]");
      if (!fields.some((field) => ["text", "email", "number", undefined].includes(field.getAttribute("type")))) continue;
      const body = new URLSearchParams();
      for (const field of fields) {
        const kept = field.getAttribute("type") === "hidden" ? (field.getAttribute("value") ?? "") : "";
        if (!["checkbox", "radio"].includes(field.getAttribute("type")) && field.tagName !== "BUTTON") {
          body.append(field.getAttribute("name"), kept);
        }
      }
      const answer = await this.post(address, body);
      if (answer.status !== 303) await this.keep(`${address}-left-empty`, answer);
    }
  }

  /** Writes a page into the folder. Answers its HTML, if it is any. */
  async keep(address, answer) {
    if (answer.status >= 500) {
      console.error(`${address} answers ${answer.status} to ${this.name}`);
      this.faults += 1;
    }
    const leadsOn = answer.status >= 300 && answer.status < 400;
    if (leadsOn || !(answer.headers.get("content-type") ?? "").startsWith("text/html")) {
      await answer.arrayBuffer();
      return undefined;
    }
    const text = await answer.text();
    if (text === "") return undefined;
    const name = `${this.name}${address}`.replace(/[^A-Za-z0-9]+/g, "-").slice(0, 150);
    writeFileSync(join(folder, `${name}.html`), text);
    this.saved += 1;
    return parse(text);
  }
}

function links(html) {
  return html.querySelectorAll("a[href]").map((link) => link.getAttribute("href"));
}

/** The address without its fragment, if it is a page of this site. */
function onSite(lead, from) {
  const url = new URL(lead.replaceAll("&amp;", "&"), new URL(from, site));
  return url.origin === site ? url.pathname + url.search : undefined;
}

/** Addresses of one kind differ in references, numbers and values only. */
function kindOf(address) {
  const url = new URL(address, site);
  const path = url.pathname.split("/").map((part) => (/\d/.test(part) ? "*" : part));
  if (path[1] === "organisations" && path[2] !== "new") path[2] &&= "*";
  return `${path.join("/")}?${[...url.searchParams.keys()].sort()}`;
}

async function isReady() {
  for (let tries = 0; tries < 600; tries += 1) {
    if (server.exitCode !== null) throw new Error(`the server has stopped with ${server.exitCode}`);
    const answer = await fetch(`${site}/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error("the server was not ready within a minute");
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

mkdirSync(folder, { recursive: true });
let exit = 1;
try {
  await isReady();
  exit = await visitAll();
} finally {
  server.kill();
  rmSync(data, { recursive: true, force: true });
}
process.exit(exit);
