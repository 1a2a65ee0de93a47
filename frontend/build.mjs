// Bundles what the pages need into src/detente/web/static, with the licences of the libraries in it.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "detente", "web", "static");

const result = await build({
  absWorkingDir: here,
  entryPoints: ["article", "network", "query", "site"].map((name) => `src/${name}.js`).concat("src/site.css"),
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  charset: "utf8",
  target: ["es2022"],
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const packages = new Set();
for (const input of Object.keys(result.metafile.inputs)) {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
  if (name) packages.add(name);
}
const licences = [];
for (const name of [...packages].sort()) {
  const folder = join(here, "node_modules", name);
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? await readFile(join(folder, file), "utf8") : `${about.license}\n`;
  licences.push(`${name} ${about.version} (${about.license})\n\n${text.trim()}\n`);
}
await writeFile(join(out, "LICENSES.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
