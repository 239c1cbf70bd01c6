// Before all tests: a database with the demo in it, of which each test gets a copy.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { HTML, PROGRAM, SEED } from "./folders";

export default function seed() {
  for (const folder of [SEED, HTML]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }
  if (!existsSync(PROGRAM)) throw new Error("The program is not built: run `make program` first");
  const { status, stderr } = spawnSync(PROGRAM, ["demo"], {
    env: { ...process.env, DATABASE_URL: `sqlite://${SEED}/house.db?mode=rwc` },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The demo cannot be put in: ${stderr}`);
}
