// A server of its own for each test, with a fresh copy of the demo: no test sees what another did.

import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, createWriteStream, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PROGRAM, SEED } from "./folders";

export type House = {
  /** Where it is served. */
  address: string;
  /** What the server has said. */
  log: string;
  close(): Promise<void>;
};

/** Opens a house in this folder. */
export async function open(folder: string): Promise<House> {
  mkdirSync(folder, { recursive: true });
  cpSync(SEED, folder, { recursive: true });
  const address = `http://127.0.0.1:${await freePort()}`;
  const log = join(folder, "server.log");
  const server = spawn(PROGRAM, ["serve"], {
    env: {
      ...process.env,
      DEMO: "1",
      LISTEN: new URL(address).host,
      PUBLIC_URL: address,
      DATABASE_URL: `sqlite://${folder}/house.db?mode=rwc`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const file = createWriteStream(log);
  server.stdout.pipe(file);
  server.stderr.pipe(file);
  await isReady(server, address, log);
  return { address, log, close: () => close(server) };
}

async function isReady(server: ChildProcess, address: string, log: string) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (server.exitCode !== null) throw new Error(`The server has stopped with ${server.exitCode}, see ${log}`);
    const answer = await fetch(`${address}/ready`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(50);
  }
  await close(server);
  throw new Error(`The server was not ready within half a minute, see ${log}`);
}

async function close(server: ChildProcess) {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  // It holds nothing that is missed.
  server.kill("SIGKILL");
  await ended;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const place = probe.address();
      probe.close(() => (place && typeof place === "object" ? resolve(place.port) : reject(new Error("no port"))));
    });
  });
}
