// An open page hears of what is new: two people, each at their own browser. Nobody loads a page again here.

import { press, write } from "./support/form";
import { seen } from "./support/seen";
import { expect, test } from "./support/test";

test("a comment of the other side comes to the open page, and what is typed stays @scripts @once", async ({ as }) => {
  const joan = await as("Joan");
  await joan.goto("/offers/BIR-1/talk/new");
  await joan.getByLabel("Everyone in this offer").check();
  await write(joan, "What do you want to say?", "Who brings the figures?");
  await press(joan, "Start the thread");
  const thread = new URL(joan.url()).pathname;

  const priya = await as("Priya");
  await priya.goto(thread);
  // Each stream stands before anything is said.
  await expect(priya.locator("[data-live-ready]")).toHaveCount(1);
  await expect(joan.locator("[data-live-ready]")).toHaveCount(1);
  await write(joan, "Your reply", "Half a sentence that");

  await write(priya, "Your reply", "The Home Office does.");
  await press(priya, "Send the reply");
  await expect(joan.locator("article").last()).toContainText("The Home Office does.");
  await expect(joan.getByRole("status").filter({ hasText: "New: 1 comment." })).toBeVisible();
  await expect(joan.getByLabel("Your reply", { exact: true })).toHaveValue("Half a sentence that");
  await expect(joan.getByText("Also here")).toHaveCount(0);
  await seen(joan);

  // Of one’s own side one sees who is here, and of the other nobody.
  const james = await as("James");
  await james.goto(thread);
  await expect(james.getByText(/^Also here: Priya \(/)).toBeVisible();
  await expect(priya.getByText(/^Also here: James \(/)).toBeVisible();
  await expect(joan.locator("main")).not.toContainText("Also here");
  await seen(james);
  await james.goto("/work");
  await expect(priya.getByText(/^Also here/)).toBeHidden();

  // Mentioned, and told so on the work.
  await write(joan, "Your reply", "Half a sentence that asks @Priya.");
  await press(joan, "Send the reply");
  await expect(priya.locator("article").last()).toContainText("asks @Priya");
  await priya.goto("/work");
  await expect(priya.locator("main")).toContainText("Joan mentions you in its talk");
});

test("who is mentioned finds it on their work, and strangers are told at the field", async ({ as }) => {
  const joan = await as("Joan");
  await joan.goto("/offers/BIR-1/talk/new");
  await write(joan, "What do you want to say?", "Ask @Zeno about it.");
  await press(joan, "Start the thread");
  await expect(joan.getByRole("alert")).toContainText("Nobody called “Zeno” reads this room");
  await seen(joan);
  await write(joan, "What do you want to say?", "Is this so?");
  await joan.getByText("Tell people and parties").click();
  await joan.getByRole("checkbox", { name: "Sunita", exact: true }).check();
  await press(joan, "Start the thread");
  await expect(joan.locator("article")).toContainText("Told: Sunita");
  await seen(joan);

  const sunita = await as("Sunita");
  await sunita.goto("/work");
  await expect(sunita.locator("main")).toContainText("Joan mentions you in its talk");
  await seen(sunita);
  await sunita.goto(new URL(joan.url()).pathname);
  await expect(sunita.locator("main")).toContainText("You are mentioned here.");
  await seen(sunita);
  await press(sunita, "Done: nothing to add");
  await expect(sunita.locator("main")).not.toContainText("You are mentioned here.");
  await sunita.goto("/work");
  await expect(sunita.locator("main")).not.toContainText("mentions you");
});
