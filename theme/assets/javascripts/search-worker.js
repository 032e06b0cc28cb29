// The engine's worker on a web server: Pagefind's own, given a fetch that asks twice, and says when a file can't be had.
// Pagefind itself would go on without it, and results would be incomplete in silence. Its files come unpacked, for the
// browser unpacks several times faster than its script. What every shard asks for, the program (wasm), is loaded at once
// and kept; what the page knows before, the entry of a shard, isn't asked for.
const ask = self.fetch;

const insist = async (url) => {
  for (let tries = 2; ; tries--) {
    try {
      const answer = await ask(url);
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      return await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    } catch (problem) {
      if (tries > 1) continue;
      self.postMessage({ failed: String(url) });
      throw problem;
    }
  }
};

const program = insist(new URL("../../search/engine/wasm.unknown.pagefind", location).href);
program.catch(() => {}); // told to the page above
const entries = new Map();
self.addEventListener("message", ({ data: { method, args } }) => {
  if (method !== "init") return;
  entries.set(`${args[0].basePath}pagefind-entry.json`, args[0].entry);
  delete args[0].entry; // the engine knows no such option
});

self.fetch = async (url) => {
  const entry = entries.get(String(url).split("?")[0]);
  if (entry) return { json: async () => entry };
  const bytes = await (/\/wasm\.[^/]*$/.test(url) ? program : insist(url));
  return { arrayBuffer: async () => bytes };
};

importScripts("../../search/engine/pagefind-worker.js");
