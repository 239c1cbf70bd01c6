// An offer from nothing: what Gateshead types into each of the ten sections. Its money is the worked example by
// which the sums are proved to the penny: two savings lines, two investors, three steps of sharing.

import { expect, type Page } from "@playwright/test";
import { byYear, choose, follow, group, pick, press, save, tick, write, writeAll } from "./form";

export const LEAD = "Gateshead, Sunderland and South Tyneside";
export const POLICE = "Northumbria Police";
export const HEALTH = "NHS South of Tyne and Wear";
export const OUTCOME = "Fewer people come back to hospital within a month.";
export const FREEDOM = "Keep what is saved on emergency beds";

/** Starts a draft, and stands on its home. Answers its address. */
export async function start(page: Page, title: string): Promise<string> {
  await page.goto("/work");
  await follow(page, "Start an offer");
  await choose(page, "Which kind of offer is it?", "Single Offer");
  await write(page, "Title", title);
  await press(page, "Start the draft");
  await page.waitForURL(/\/offers\/[A-Z]+-D\d+$/);
  return new URL(page.url()).pathname;
}

export async function scope(page: Page, offer: string) {
  await page.goto(`${offer}/scope`);
  await writeAll(page, {
    Area: "Gateshead, Sunderland and South Tyneside",
    "Authorities it covers": LEAD,
    "Services it covers": "Hospital discharge, home care and community nursing.",
    "The offer in short": "One team sees people home from hospital and stays until they can manage.",
    "As people who use the services": "One person to call, from the ward to the kitchen.",
    "As taxpayers": "Fewer beds that are filled twice for the same person.",
    "First financial year": "2013-14",
  });
  await choose(page, "How wide is it?", "Local area");
  // The years come once the first of them is known, and that is saved at once.
  await press(page, "Save and continue");
  await byYear(page, "Spend in scope", { "2013-14": "£61m", "2014-15": "60m", "2015-16": "£59,000,000" });
  await save(page);
}

export async function partner(page: Page, offer: string, name: string, kind: string, email: string) {
  await page.goto(`${offer}/partners`);
  await press(page, "Add a partner");
  await write(page, "Name of the organisation", name);
  await pick(page, "What kind of body is it?", kind);
  await choose(page, "What is it in the offer?", "Partner");
  await write(page, "What it brings and does", "Staff for the joint team, and a seat on its board.");
  await write(page, "Email address of who can answer for it", email);
  await save(page);
}

export async function leadCouncil(page: Page, offer: string) {
  await page.goto(`${offer}/partners`);
  await follow(page, `Change (${LEAD})`);
  await pick(page, "What kind of body is it?", "Council");
  await write(page, "What it brings and does", "Leads the offer and employs the joint team.");
  await save(page);
}

export async function evidence(page: Page, offer: string) {
  await page.goto(`${offer}/evidence`);
  const result = group(page, "Result 1");
  await writeAll(result, {
    "What was measured": "People who are back in hospital within a month",
    "From year": "2009-10",
    "To year": "2011-12",
    "What it shows": "One in nine came back in the first year, one in eleven in the last.",
    Source: "Hospital records; illustrative",
  });
  await writeAll(page, {
    "What shows that the partnership is strong": "Police, health and councils have met as one board since 2008.",
    "Who invited the place": "Programme office",
    When: "14 January 2013",
    "Financial year that was counted": "2011-12",
    "People who live here": "620,000",
  });
  const spending = group(page, "Line of spending 1");
  await writeAll(spending, { Organisation: HEALTH, Service: "Hospitals", Amount: "£1,240m", Source: "Illustrative" });
  await press(page, "Add another line of spending");
  await writeAll(group(page, "Line of spending 2"), { Organisation: LEAD, Service: "Social care", Amount: "£310m" });
  await byYear(page, "Locally controlled spend", { "2013-14": "£700m", "2014-15": "£700m", "2015-16": "£700m" });
  await save(page);
}

export async function outcome(page: Page, offer: string) {
  await page.goto(`${offer}/outcomes`);
  await press(page, "Add an outcome");
  await write(page, "What will be better", OUTCOME);
  await choose(page, "Which partner leads", LEAD);
  await tick(page, "Departments whose policy it is", "Department of Health", "Department for Work and Pensions");
  await writeAll(page, {
    "Which service is redesigned": "Hospital discharge",
    "For whom": "People over seventy-five who live alone",
    "How it is redesigned around them": "One worker plans the way home from the first day on the ward.",
  });
  await indicator(page, 1, "People back in hospital within a month", "Lower is better", ["1,400", "1,250", "1,100"]);
  await press(page, "Add another indicator");
  await indicator(page, 2, "People at home three months later", "Higher is better", ["71.5", "74", "78"]);
  await write(page, "Where this outcome comes from", "Illustrative");
  await save(page);
}

async function indicator(page: Page, number: number, name: string, direction: string, targets: string[]) {
  const one = group(page, `Indicator ${number}`);
  await writeAll(one, {
    "What is measured": name,
    Unit: "people a year",
    "Where it stands now": "68.25",
    "On which day": "31 March 2012",
    Source: "Hospital records; illustrative",
  });
  await choose(one, "Which way should it go?", direction);
  for (const [index, year] of ["2013-14", "2014-15", "2015-16"].entries()) {
    await write(one, `Indicator ${number}, ${year}: Target`, targets[index] ?? "");
  }
}

type Line = { title: string; grade: RegExp; low: string[]; high: string[]; required: string[] };

export const LINE_A: Line = {
  title: "Fewer emergency beds",
  grade: /^2 –/,
  low: ["£500,000", "1.2m", "£2,200,000"],
  high: ["500k", "£1,600,000", "2.2m"],
  required: ["£100,000", "100k", "0.1m"],
};
export const LINE_B: Line = {
  title: "Shorter stays",
  grade: /^4 –/,
  low: ["0", "£1,500,000", "£3,750,000"],
  high: ["£0", "2.5m", "£5.25m"],
  required: ["£0", "£250,000", "250k"],
};

/** Fills in a savings line up to the button. */
export async function savingsLine(page: Page, offer: string, line: Line, against: string) {
  await page.goto(`${offer}/savings`);
  await press(page, "Add a savings line");
  await write(page, "What is saved", line.title);
  await choose(page, "Which outcome does it belong to?", against);
  await choose(page, "What kind of saving is it?", "Cashable saving");
  await choose(page, "Where does it come from?", "Redesigned frontline services");
  await byYear(page, "Low", years(line.low));
  await byYear(page, "High", years(line.high));
  await byYear(page, "Already required of all areas", years(line.required));
  await choose(page, "How sure are you?", line.grade);
  await pick(page, "Who bears the work", LEAD);
  const accrues = group(page, "Beneficiary 1");
  await pick(accrues, "Organisation", HEALTH);
  await write(accrues, "Part in %", "100");
  await write(page, "How the figures were worked out", "Beds that are not filled, at their cost in 2011-12.");
  await choose(page, "How firm are the figures?", "Illustrative: not from a source");
}

export async function investment(page: Page, offer: string, title: string, investor: string, amounts: string[]) {
  await page.goto(`${offer}/savings`);
  await press(page, "Add an investment");
  await write(page, "What the money is for", title);
  await pick(page, "Who puts it in", investor);
  await choose(page, "What kind of investment is it?", "Double running");
  await byYear(page, "Amount", years(amounts));
  await choose(page, "How sure are you?", /^1 –/);
  await write(page, "How paying for two services at once is avoided, or ended", "Two wards close in March 2015.");
  await choose(page, "How firm are the figures?", "Our own estimate");
  await save(page);
}

/** Fills in the sharing up to the button. */
export async function sharing(page: Page, offer: string) {
  await page.goto(`${offer}/sharing`);
  await write(page, "How savings are identified and counted", "By the accounts of the year, checked by the auditor.");
  await choose(page, "Do investors get back first what they put in?", "Yes");
  await step(page, 1, "£1,000,000", "50");
  await press(page, "Add another step");
  await step(page, 2, "4m", "70");
  await press(page, "Add another step");
  await step(page, 3, "", "80");
  await share(page, "Local share", 1, LEAD, "55");
  await press(page, "Add another local share");
  await share(page, "Local share", 2, POLICE, "30");
  await press(page, "Add another local share");
  await share(page, "Local share", 3, HEALTH, "15");
  await share(page, "Central share", 1, "HM Treasury", "60");
  await press(page, "Add another central share");
  await share(page, "Central share", 2, "Department of Health", "40");
  await write(page, "What the local part is used for, and how long it is kept", "For the joint team, for three years.");
}

async function step(page: Page, number: number, upTo: string, local: string) {
  const one = group(page, `Step ${number}`);
  await write(one, "Up to", upTo);
  await write(one, "Stays local, in %", local);
}

async function share(page: Page, what: string, number: number, who: string, part: string) {
  const one = group(page, `${what} ${number}`);
  await pick(one, "Organisation", who);
  await write(one, "Part in %", part);
}

export async function engagement(page: Page, offer: string, group: string, stage: "Design" | "Delivery") {
  await page.goto(`${offer}/engagement`);
  await press(page, "Add an engagement");
  await choose(page, "Who takes part?", group);
  await choose(page, "In what?", stage);
  await writeAll(page, {
    "Which groups or organisations": `Those who care at home (${stage.toLowerCase()})`,
    "How they take part": "They sit on the board, and read every plan.",
    "First contact": "12 May 2012",
    "When, and how often": "Every month",
    "What it changed": "Visits come in the evening too.",
  });
  await save(page);
}

export async function freedom(page: Page, offer: string) {
  await page.goto(`${offer}/freedoms`);
  await press(page, "Add a freedom");
  await write(page, "What you ask for", FREEDOM);
  await choose(page, "What kind of freedom is it?", "Ringfence removed");
  await choose(page, "What does it help with?", "Investing in prevention");
  await tick(page, "Departments that can grant it", "Department of Health", "HM Treasury");
  await write(page, "What stands in the way now", "What is saved on beds falls back to the department.");
  await choose(page, "Does every place have it already?", "No: it has to be agreed with Whitehall");
  await write(page, "From", "1/4/2013");
  await tick(page, "Outcomes that depend on it", OUTCOME);
  await tick(page, "Savings that depend on it", LINE_B.title);
  await save(page);
}

export async function budget(page: Page, offer: string) {
  await page.goto(`${offer}/budgets`);
  await press(page, "Add a budget");
  await write(page, "Name of the budget", "Home from hospital");
  await choose(page, "Pooled or aligned?", "Pooled: one fund, held by one body");
  await tick(page, "Outcomes it pays for", OUTCOME);
  await pick(page, "Host body", LEAD);
  await choose(page, "Memorandum of understanding", "Drafted");
  await writeAll(page, {
    "Why that kind": "One team needs one purse.",
    "What it is for": "Pays the joint team.",
    "Accountable officer, by office": "Director of finance of the host body",
    "Legal power": "Section 75 of the National Health Service Act 2006",
    "What the memorandum says, in short": "Who puts in what, and who decides.",
    "What happens to over- and underspend": "Shared by what each put in.",
    "What happens when a contributor leaves": "A year’s notice.",
    "Who decides, and who they answer to": "The board, which answers to both cabinets.",
    "Where the figures come from": "Illustrative",
  });
  await tick(page, "Departments whose money is in it", "Department of Health");
  await byYear(page, "Whole budget", years(["£5m", "£5m", "£4.5m"]));
  await contribution(page, 1, LEAD, "General fund", "No", ["£2m", "£2m", "£1.5m"]);
  await press(page, "Add another contribution");
  await contribution(page, 2, HEALTH, "Emergency care grant", "Yes", ["3m", "3m", "3m"]);
  const grant = group(page, "Contribution 2");
  await pick(grant, "Department that owns the fund", "Department of Health");
  await pick(grant, "Freedom that lifts the ringfence", FREEDOM);
  await save(page);
}

async function contribution(page: Page, number: number, who: string, fund: string, ringfenced: string, amounts: string[]) {
  const one = group(page, `Contribution ${number}`);
  await pick(one, "Organisation", who);
  await write(one, "Fund or grant it comes from", fund);
  await choose(one, "Is that fund ringfenced?", ringfenced);
  for (const [year, amount] of Object.entries(years(amounts))) {
    await write(one, `Contribution ${number}, ${year}: Amount`, amount);
  }
}

export async function governance(page: Page, offer: string) {
  await page.goto(`${offer}/governance`);
  await follow(page, "Change (Governance)");
  await pick(page, "Accountable body", LEAD);
  await writeAll(page, {
    "The board: who sits on it, and what it decides": "The leaders and chief executives of all partners.",
    "How councillors scrutinise it": "A joint committee calls the board in twice a year.",
    "To Whitehall and Parliament": "By the return of each quarter.",
    "Partners to each other": "By the memorandum.",
    "To residents": "By a page of figures in every library.",
  });
  await save(page);
  // The other half of the section comes next by itself.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Assessment and reporting");
  await writeAll(page, {
    "How it is assessed": "On the outcomes in this offer.",
    "What is reported, to whom, and how often": "Outcomes and savings, to the programme office, each quarter.",
    Now: "41",
    "Under the offer": "18",
  });
  await save(page);
  await expect(page).toHaveURL(offer);
}

function years(amounts: string[]): Record<string, string> {
  const [first = "", second = "", third = ""] = amounts;
  return { "2013-14": first, "2014-15": second, "2015-16": third };
}
