// Packs what browsers get, with npm's sass and esbuild: every file is named by its content, so that it can be
// cached for ever.
//
// node pack.mjs FOLDER_OF_BROWSER_JS ISLAND_SCRIPT OUTPUT_FOLDER, in the folder `style`

import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(join(process.cwd(), "package.json"));
const esbuild = require("esbuild");
const sass = require("sass");

const [bound, islandScript, output] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const fresh = `${output}.new`;
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });

/** Writes a file under a name with its hash, and returns that name without its ending. */
function keep(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const ending = extname(name);
  const hashed = `${basename(name, ending)}-${hash}`;
  writeFileSync(join(fresh, hashed + ending), content);
  return hashed;
}

/** One script with all that it imports, made small. */
async function script(entry, options) {
  const result = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    nodePaths: [join(process.cwd(), "node_modules")],
    logLevel: "warning",
    write: false,
    ...options,
  });
  return result.outputFiles[0].text;
}

/** Pictures that the style sheets of the design systems name, found where their packages keep them. */
const pictureFolders = [
  "assets/images",
  "node_modules/govuk-frontend/dist/govuk/assets/images",
  "node_modules/@ministryofjustice/frontend/moj/assets/images",
];

function withPictures(css) {
  return css.replace(/url\((["']?)\/assets\/images\/([^"')]+)\1\)/g, (_, quote, name) => {
    const folder = pictureFolders.find((candidate) => existsSync(join(candidate, name)));
    if (!folder) throw new Error(`the style sheet names a picture that no package has: ${name}`);
    return `url(/assets/${keep(name, readFileSync(join(folder, name)))}${extname(name)})`;
  });
}

const wasmName = keep("browser_bg.wasm", readFileSync(join(bound, "browser_bg.wasm")));
const loaderName = keep("browser.js", await script(join(bound, "browser.js")));

const leptosIslands = {
  name: "leptos-islands",
  setup(build) {
    build.onResolve({ filter: /^leptos-islands$/ }, ({ path }) => ({ path, namespace: "leptos" }));
    build.onLoad({ filter: /.*/, namespace: "leptos" }, () => ({
      contents: `export default ${readFileSync(islandScript, "utf8")}`,
      loader: "js",
    }));
  },
};
const define = { LOADER_NAME: JSON.stringify(loaderName), WASM_NAME: JSON.stringify(wasmName) };
keep("start.js", await script(join(here, "start.mjs"), { define, plugins: [leptosIslands] }));

const styles = sass.compile("main.scss", {
  style: "compressed",
  loadPaths: [".", "node_modules"],
  importers: [new sass.NodePackageImporter()],
  quietDeps: true,
});
const small = await esbuild.transform(styles.css, { loader: "css", minify: true, target: "es2022" });
keep("main.css", withPictures(small.code));

for (const name of existsSync("assets") ? readdirSync("assets") : []) {
  if (extname(name)) keep(name, readFileSync(join("assets", name)));
}

rmSync(output, { recursive: true, force: true });
renameSync(fresh, output);
