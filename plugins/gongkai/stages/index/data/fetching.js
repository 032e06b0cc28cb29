/* Before the engine: a file that does not come is asked for once more, and then the page is told. All shards ask for the
   same module: it is fetched once. */
(() => {
  const ask = self.fetch.bind(self);
  const kept = new Map();
  const twice = async (address) => {
    let failure;
    for (let times = 0; times < 2; times++) {
      try {
        const answer = await ask(address);
        if (answer.ok) return answer;
        failure = new Error(`${answer.status} ${address}`);
      } catch (error) {
        failure = error;
      }
    }
    self.postMessage({ failed: address });
    throw failure;
  };
  const module = (address) => {
    if (!kept.has(address)) {
      const coming = twice(address).then((answer) => answer.arrayBuffer());
      coming.catch(() => kept.delete(address));
      kept.set(address, coming);
    }
    return kept.get(address);
  };
  self.fetch = async (url) =>
    /\/engine\/wasm\./.test(url) ? new Response((await module(String(url))).slice(0)) : twice(String(url));
})();
