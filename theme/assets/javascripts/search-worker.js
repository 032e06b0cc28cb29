// The engine's worker on a web server: Pagefind's own, with a fetch that asks twice, says when a file can't be had (Pagefind
// would go on without it), and unpacks it, as the browser is faster at it. The program (wasm) is loaded once for all shards.
const ask = self.fetch;
const load = async (url, again = true) => {
  try {
    const answer = await ask(url);
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    return await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  } catch (problem) {
    if (again) return load(url, false);
    self.postMessage({ failed: url });
    throw problem;
  }
};

const program = load(new URL("../../search/engine/wasm.unknown.pagefind", location).href);
program.catch(() => {});
const entries = new Map();
addEventListener("message", ({ data: { method, args } }) => {
  if (method === "init") entries.set(`${args[0].basePath}pagefind-entry.json`, args[0].entry);
});

self.fetch = async (url) => {
  const entry = entries.get(url.split("?")[0]);
  const bytes = entry || (await (/\/wasm\.[^/]*$/.test(url) ? program : load(url)));
  return { json: async () => entry, arrayBuffer: async () => bytes };
};

importScripts("../../search/engine/pagefind-worker.js");
