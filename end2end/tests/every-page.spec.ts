// Whoever comes, every kind of page that they can get to is looked at, by following links.

import { kindOf, leads } from "./support/leads";
import { seen } from "./support/seen";
import { type Page, test } from "./support/test";

/** A place that drafts, those who decide, and a place whose offer keeps to one theme. */
const PEOPLE = [
  { name: "Margaret", what: "the leader of a place whose offer is complete", tag: [] },
  { name: "Ruth", what: "the programme office", tag: [] },
  { name: "Shazia", what: "the leader of a place with an Innovative Policy Offer", tag: "@once" },
];

/** Pages that look otherwise to others. */
const OTHERS = {
  // Her offer came back, and one figure in it is half typed.
  Denise: ["/work", "/offers/MAN-1", "/offers/MAN-1/savings", "/offers/MAN-1/check", "/offers/MAN-1/history"],
  Colin: ["/work", "/offers/KEN-D1", "/offers/KEN-D1/scope", "/offers/KEN-D1/partners", "/offers/KEN-D1/check"],
  // What the place rewrites, he reads as it was submitted.
  Tom: ["/work", "/offers", "/offers/MAN-1", "/offers/MAN-1/savings", "/offers/MAN-1/history"],
  Priya: ["/work", "/offers/BIR-1", "/offers/BIR-1/freedoms"],
  Richard: ["/offers/WOR-1/delivery", "/offers/WOR-1/delivery?standing=late", "/offers/WOR-1/delivery/milestones/new", "/account/calendar"],
};

test("Nobody in particular sees the pages that are open to all", async ({ somebody }) => {
  const page = await somebody();
  for (const address of ["/", "/sign-in", "/sign-in/check-your-email", "/outbox", "/agreements", "/agreements/WOR-1", "/agreements/WOR-1/versions/1", "/agreements/WOR-1/verify", "/accessibility", "/privacy", "/cookies"]) {
    await page.goto(address);
    await seen(page);
  }
});

for (const { name, what, tag } of PEOPLE) {
  test(`${name}, ${what}, can read every page`, { tag }, async ({ as }) => {
    test.setTimeout(180_000);
    const page = await as(name);
    await readAll(page, ["/work", "/offers", "/no-such-page"]);
  });
}

for (const [name, addresses] of Object.entries(OTHERS)) {
  test(`${name} can read what looks otherwise to others`, { tag: "@once" }, async ({ as }) => {
    const page = await as(name);
    for (const address of addresses) {
      await page.goto(address);
      await seen(page);
    }
  });
}

/** Of pages that differ in their offer or key only, one is read. */
async function readAll(page: Page, first: string[]) {
  const addresses = [...first];
  const kinds = new Set<string>();
  for (const address of addresses) {
    await page.goto(address);
    await seen(page);
    for (const lead of await leads(page)) {
      const kind = kindOf(lead);
      if (!kinds.has(kind)) {
        kinds.add(kind);
        addresses.push(lead);
      }
    }
  }
}
