// The engine's worker on a web server: Pagefind's own, given a fetch that asks twice, and says when a file can't be had.
// Pagefind itself would go on without it, and results would be incomplete in silence. The program of the engine (wasm),
// which every shard asks for, is kept.
const ask = self.fetch;
let program;

const insist = async (url) => {
  for (let tries = 2; ; tries--) {
    try {
      const answer = await ask(url);
      if (answer.ok) return answer;
      throw new Error(`${answer.status} ${url}`);
    } catch (problem) {
      if (tries > 1) continue;
      self.postMessage({ failed: String(url) });
      throw problem;
    }
  }
};

self.fetch = async (url) => {
  if (!/\/wasm\.[^/]*$/.test(url)) return insist(url);
  program = program || insist(new URL("../../search/engine/wasm.unknown.pagefind", location).href).then((answer) => answer.arrayBuffer());
  const bytes = await program;
  return { arrayBuffer: async () => bytes };
};

importScripts("../../search/engine/pagefind-worker.js");
