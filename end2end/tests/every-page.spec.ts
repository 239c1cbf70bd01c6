// Whoever comes, every kind of page that they can get to is looked at, by following links.

import { kindOf, leads } from "./support/leads";
import { seen } from "./support/seen";
import { type Page, test } from "./support/test";

/** What each of these people is shown differs: a place that drafts, a partner, those who decide, those who read. */
const PEOPLE: { name: string; what: string; tag?: string }[] = [
  { name: "Margaret", what: "the leader of a place whose offer is complete" },
  { name: "Denise", what: "the leader of a place whose offer came back, with a figure half typed", tag: "@once" },
  { name: "Shazia", what: "the leader of a place with an Innovative Policy Offer", tag: "@once" },
  { name: "Colin", what: "a partner", tag: "@once" },
  { name: "Ruth", what: "the programme office" },
  { name: "Tom", what: "an auditor", tag: "@once" },
];

test("Nobody in particular sees the pages that are open to all", async ({ somebody }) => {
  const page = await somebody();
  for (const address of ["/", "/sign-in", "/sign-in/check-your-email", "/outbox", "/accessibility", "/privacy", "/cookies"]) {
    await page.goto(address);
    await seen(page);
  }
});

for (const { name, what, tag } of PEOPLE) {
  test(`${name}, ${what}, can read every page`, { tag: tag ?? [] }, async ({ as }) => {
    test.setTimeout(180_000);
    const page = await as(name);
    await readAll(page, ["/work", "/offers", "/no-such-page"]);
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
