// Search, the part that finds. Knows nothing of the page: text in, ranked documents out. search-view.js shows them.
//
// The engine is Pagefind's worker over an index of overlapping pairs of characters (docs/search.md). It is asked only
// for exact phrases; what a phrase is, in which order the ways to understand a query are tried, ranking, facets and
// dates are decided here. Data come by fetch from a web server, and by <script> from a folder (file://).
(() => {
  "use strict";

  // Without these the results could be found, but not shown. gongkai.js sees that nothing came of it, and the page says so.
  if (!globalThis.DecompressionStream || !globalThis.WebAssembly) return;

  /* ---- text: the twin of workshop/folding.py, held against it by a test ---- */

  const simplified = new Map();
  const { gaps = "", offsets = "" } = globalThis.gongkaiTables || {};
  const numbersOf = (list) => list.split(" ").map((digits) => parseInt(digits, 36));
  const shift = numbersOf(offsets);
  numbersOf(gaps).reduce((before, gap, i) => {
    simplified.set(String.fromCharCode(before + gap), String.fromCharCode(before + gap + shift[i]));
    return before + gap;
  }, 0);

  const WORD = "[a-z]+|[0-9]+(?:\\.[0-9]+)*";
  const HAN = "[\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
  const UNIT = new RegExp(`${WORD}|${HAN}`, "gu");
  const isLatin = (unit) => unit.charCodeAt(0) < 128;

  /** NFKC, lower case, simplified characters. */
  const fold = (text) => Array.from(text.normalize("NFKC").toLowerCase(), (c) => simplified.get(c) || c).join("");
  /** A Han character, a Latin word or a number each; the point in a number is written `p`. */
  const units = (text) => (fold(text).match(UNIT) || []).map((unit) => unit.replace(/\./g, "p"));
  const joined = (left, right) => (isLatin(left) && isLatin(right) ? left + "q" + right : left + right);
  /** Overlapping pairs, and the last unit alone: the i-th gram begins at the i-th unit. */
  const grams = (of) => of.map((unit, i) => (i + 1 < of.length ? joined(unit, of[i + 1]) : unit));

  /** A document or index number without brackets, spaces, 年, 号, 第 and leading zeros. */
  const numberKey = (text) => {
    let key = "";
    for (const unit of units(text)) {
      if ("年号第".includes(unit)) continue;
      const short = /^\d+$/.test(unit) ? unit.replace(/^0+(?=\d)/, "") : unit;
      key += key && isLatin(key[key.length - 1]) && isLatin(short) ? "-" + short : short;
    }
    return key;
  };

  /** A text cut at its units, as it is written: each piece is a unit and the punctuation after it. */
  const cut = (text) => {
    const sources = [];
    let folded = "";
    let at = 0;
    for (const character of text) {
      const form = fold(character);
      folded += form;
      for (let i = 0; i < form.length; i++) sources.push(at);
      at += character.length;
    }
    const starts = Array.from(folded.matchAll(UNIT), (match) => sources[match.index]);
    if (starts.length) starts[0] = 0;
    return starts.map((start, i) => text.slice(start, starts[i + 1]));
  };

  const text = { fold, units, grams, numberKey, cut };

  /* ---- data: the same files by fetch or, from a folder, as scripts that call __gongkaiData ---- */

  const script = typeof document === "undefined" ? null : document.currentScript;
  const root = script ? new URL("../../", script.src).href : "";
  const offline = root.startsWith("file:");
  const told = new Map(); // from a folder: key → base64 of the file's bytes
  const loading = new Map(); // from a folder: address of a script → Promise

  const need = (path) => {
    if (!loading.has(path)) {
      const arriving = new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = `${root}search/offline/${path}`;
        element.onload = () => (element.remove(), resolve());
        element.onerror = () => (element.remove(), loading.delete(path), reject(new Error(path)));
        document.head.append(element);
      });
      loading.set(path, arriving);
    }
    return loading.get(path);
  };

  /** Which script of the offline form holds a file: small common ones stand together in boot.js, chunks of the index by the
      first two digits of their names. */
  const scriptOf = (key) => {
    if (key.includes("/index/")) return key.replace(/und_(..).*/, "$1.js");
    return /^numbers\/|\/(titles|lists)\.json$/.test(key) ? key.replace(/\.\w+$/, ".js") : "boot.js";
  };

  const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

  /** The bytes of a file under search/. `pack`: the script that holds it, where its name does not say so. */
  const read = async (key, { tag = "", pack = "", cache = "default" } = {}) => {
    if (offline) {
      await need(pack || scriptOf(key));
      if (!told.has(key)) throw new Error(key);
      return bytesOf(told.get(key));
    }
    const answer = await fetch(`${root}search/${key}${tag && "?v=" + tag}`, { cache });
    if (!answer.ok) throw new Error(`${answer.status} ${key}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const unpacked = (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  const json = async (key, options) => JSON.parse(new TextDecoder().decode(await read(key, options)));

  /** A promise made on first demand, and made again when it failed. */
  const once = (make) => {
    const made = new Map();
    return (key, ...more) => {
      if (!made.has(key)) made.set(key, make(key, ...more).catch((problem) => (made.delete(key), Promise.reject(problem))));
      return made.get(key);
    };
  };

  const DEAD = new Set(["废止", "失效"]);

  const overview = once(async () => {
    const site = await json("shards.json", { cache: "no-cache" });
    const states = site.facets.find((facet) => facet.name === "state")?.values || [];
    const dead = new Set(states.flatMap((value, i) => (DEAD.has(value) ? [i] : [])));
    const mean = site.shards.reduce((sum, { count }) => sum + count, 0) / site.shards.length;
    const leaders = site.shards.findIndex(({ count }) => count >= mean / 2);
    site.shards.forEach((shard, order) => Object.assign(shard, { order, leaders, dead }));
    return site;
  });
  const tagged = (name) => once((shard) => json(`${shard.name}/${name}.json`, { tag: shard.digest }));
  const titles = tagged("titles");
  const lists = tagged("lists");
  /** A shard's sidecar, with the number of each document by the name of its fragment. */
  const sidecar = once(async (shard) => {
    const docs = await json(`${shard.name}/docs.json`, { tag: shard.digest });
    docs.numberOf = new Map(docs.fragments.map((fragment, number) => [fragment, number]));
    return docs;
  });
  const numbers = once((bucket) => overview().then((site) => json(`numbers/${bucket}.json`, { tag: site.build })));

  /* ---- engine: one worker, one instance a shard ---- */

  // Runs in a worker made of its own text, or, where that is refused, on the page: Pagefind's worker with a `self` and a
  // `fetch` made of messages.
  function host(engine, scope) {
    const waiting = new Map();
    let receive;
    let asked = 0;
    const self = {
      addEventListener: (_, listener) => (receive = listener),
      postMessage: (answer) => scope.postMessage({ answer }),
    };
    const fetch = (url) =>
      new Promise((resolve, reject) => {
        const told = (content) => ({ json: async () => content, arrayBuffer: async () => content });
        waiting.set(++asked, (content) => (content ? resolve(told(content)) : reject(new Error(url))));
        scope.postMessage({ asks: asked, url });
      });
    scope.onmessage = ({ data }) => {
      if (!data.asks) return receive({ data });
      waiting.get(data.asks)(data.content);
      waiting.delete(data.asks);
    };
    engine(self, fetch);
  }

  const onThePage = (engine) => {
    const worker = { terminate() {} };
    const scope = { postMessage: (data) => setTimeout(() => worker.onmessage({ data })) };
    host(engine, scope);
    worker.postMessage = (data) => scope.onmessage({ data });
    return worker;
  };

  const inABlob = (engine) => {
    const source = `(${host})(${engine}, self)`;
    return new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  };

  const ENOUGH_HELD = 200_000; // results that a worker may hold back before it is replaced: it never lets go of one

  class Engine {
    constructor() {
      this.answers = new Map();
      this.started = new Map();
      this.sent = 0;
      this.held = 0;
      this.failed = "";
      this.phrases = new Map();
      this.seen = new Map(); // pair → in how many of how many documents it was found
      this.opening = this.open();
      this.opening.catch((problem) => (this.failed = problem));
    }

    async open() {
      if (offline) {
        await need("engine.js");
        try {
          this.worker = inABlob(window.__gongkaiEngine);
        } catch (refused) {
          this.worker = onThePage(window.__gongkaiEngine);
        }
      } else {
        this.worker = new Worker(`${root}assets/javascripts/search-worker.js`);
      }
      this.worker.onmessage = ({ data }) => {
        if (data.asks) return this.fetched(data);
        if (data.failed) return (this.failed = data.failed);
        const { id, result, error } = data.answer || data;
        const [resolve, reject] = this.answers.get(id) || [];
        this.answers.delete(id);
        if (error) reject(new Error(error));
        else if (resolve) resolve(result);
      };
      this.worker.onerror = (event) => {
        event.preventDefault?.();
        this.failed = event.message || "worker";
        for (const [, reject] of this.answers.values()) reject(new Error(this.failed));
        this.answers.clear();
      };
    }

    /** A request of the wrapped worker, answered from the offline form. */
    async fetched({ asks, url }) {
      const key = url.split("?")[0].replace(/^\//, "").replace(/^[^/]+\/wasm\./, "engine/wasm.");
      let content = null;
      try {
        content = await (key.endsWith("json") ? json(key) : read(key).then(unpacked));
      } catch (problem) {
        this.failed = key;
      }
      this.worker.postMessage({ asks, content });
    }

    call(shard, method, ...args) {
      return new Promise((resolve, reject) => {
        this.answers.set(++this.sent, [resolve, reject]);
        this.worker.postMessage({ id: this.sent, instanceId: shard.name, method, args });
      });
    }

    /** Instances share one wasm: the first must stand before the others begin. */
    start(shard) {
      if (!this.started.has(shard.name)) {
        const begin = async () => {
          await this.opening;
          const basePath = (offline ? "/" : `${root}search/`) + `${shard.name}/`;
          await this.call(shard, "init", { basePath, baseUrl: "/", language: "und", metaCacheTag: shard.digest, entry: shard.entry });
          await this.call(shard, "preload", "", {});
        };
        const standing = this.standing ? this.standing.then(begin) : begin();
        this.standing = this.standing || standing;
        this.started.set(shard.name, standing);
      }
      return this.started.get(shard.name);
    }

    /** What older shards need whatever is asked, so that they need not wait for it when the newest have answered. */
    warm(shards) {
      for (const shard of shards) Promise.all([this.start(shard), sidecar(shard)]).catch(() => {});
    }

    /** Results of one query to one shard: document → positions. */
    async ask(shard, query) {
      const key = `${shard.name} ${query}`;
      if (!this.phrases.has(key)) {
        await this.start(shard);
        const [found, docs] = await Promise.all([this.call(shard, "search", query, {}), sidecar(shard)]);
        if (this.failed) throw new Error(this.failed);
        this.held += found.results.length;
        if (this.phrases.size > 400) this.phrases.delete(this.phrases.keys().next().value);
        this.phrases.set(key, new Map(found.results.map(({ id, words }) => [docs.numberOf.get(id), words])));
      }
      return this.phrases.get(key);
    }

    /** All positions of one pair. Quoted, the engine says for certain which documents hold it, but gives one position of each;
        unquoted it gives them all, and where there is none it looks for something shorter. */
    async pair(shard, gram) {
      const exact = await this.ask(shard, `"${gram}"`);
      const [pages, of] = this.seen.get(gram) || [0, 0];
      this.seen.set(gram, [pages + exact.size, of + shard.count]);
      return exact.size ? this.ask(shard, gram) : exact;
    }

    /** In which share of the documents asked so far a pair was found. */
    share(gram) {
      const [pages, of] = this.seen.get(gram) || [0, 1];
      return pages / of;
    }
  }

  let engine = null;
  /** The engine, opening; another one when the last failed or holds too much. */
  const running = () => {
    if (engine && (engine.failed || (engine.held > ENOUGH_HELD && !engine.answers.size))) {
      engine.worker?.terminate();
      engine = null;
    }
    return engine || (engine = new Engine());
  };

  /* ---- the query and its parts ---- */

  const QUOTED = /^\s*["“”„「『《＂](.+)["“”「」』》＂]\s*$/su;

  /** Sequences of units that count as `typed`: itself, then what the list of synonyms adds, without those that contain it. */
  const variants = (typed, synonyms) => {
    const plain = typed.normalize("NFKC").toLowerCase();
    const found = [{ text: typed.trim(), units: units(typed) }];
    const keys = Object.keys(synonyms).filter((key) => plain.includes(key));
    for (const key of keys.sort((a, b) => b.length - a.length)) {
      if (keys.some((longer) => longer !== key && longer.includes(key))) continue;
      for (const word of synonyms[key]) {
        const other = units(plain.split(key).join(word));
        const known = (one) => ` ${other.join(" ")} `.includes(` ${one.units.join(" ")} `);
        if (other.length && found.length < 5 && !found.some(known)) found.push({ text: word, units: other, added: true });
      }
    }
    return found;
  };

  /** Words of a text that is written without spaces. What the browser cuts into lone characters is a word it doesn't
      know (公|积|金) and is put together again; one lone Han character (的) is left out, a lone Latin word or number is
      bound to what follows, as it can't be looked up as a phrase. A wrong cut only loosens the query. */
  const words = (typed) => {
    const segments = globalThis.Intl?.Segmenter
      ? Array.from(new Intl.Segmenter("zh", { granularity: "word" }).segment(typed), (one) => one.segment)
      : cut(typed).map((piece, i, all) => (i % 2 ? "" : piece + (all[i + 1] || "")));
    const found = [];
    let lone = "";
    const end = () => {
      const of = units(lone);
      if (of.length > 1 || (of.length && isLatin(of[0]))) found.push(lone.trim());
      lone = "";
    };
    for (const segment of segments) {
      const own = units(segment);
      if (own.length === 1) lone += segment;
      else if (!own.length) end();
      else if (lone && isLatin(units(lone).pop())) {
        lone += segment;
        end();
      } else {
        end();
        found.push(segment);
      }
    }
    end();
    return [...new Set(found)];
  };

  // Second units that lie all over the order of characters, so that every part of the index that a lone first unit can
  // begin is loaded: Pagefind itself loads only one.
  const SPREAD = [..."0q一中为企任使保元公具农分前加办化区医南发可合后员国在城基处天如安实对局工市年应建开当性意成户所护按排提改政数文方日明是有服期未村条来标校检款正民水法活消源点照物环现理生用申登的监目直知社租种科站等管系级约组经结给编罚者职育能自营药行被规计证评调负财责资购路车运进违通造部重金银长门防院险集非面项预食高"];

  /** Whether a page really holds a word that begins so: where a shard has none, Pagefind takes a shorter beginning. */
  const begins = async (shard, page, unit) => {
    if (!page) return false;
    const { content } = await fragment({ shard, doc: page[0] });
    const pieces = content.split(SEAM);
    // The piece of a hidden word is empty.
    return page[1].some((at) => !pieces[at] || units(pieces[at])[0]?.startsWith(unit));
  };

  /** Pairs that cover a phrase, each with its place in it: every second one, and the last. A word or number begins one of them,
      because at the end of one it could be the beginning of a longer one. */
  const cover = (of) =>
    grams(of)
      .slice(0, -1)
      .map((gram, place) => [gram, place])
      .filter(([, place]) => place % 2 === 0 || place === of.length - 2 || isLatin(of[place]));

  /** Documents that hold one phrase: number → positions of its first unit. A phrase stands where the pairs that cover it
      stand one behind another; of a long one the rarest pair is asked first, and mostly spares the files of the others.
      A lone unit is looked up as a beginning. */
  const phrase = async (shard, of) => {
    const engine_ = running();
    if (of.length === 1) {
      await engine_.start(shard);
      await engine_.call(shard, "preload", SPREAD.map((next) => of[0] + next).join(" "), {});
      const pages = await engine_.ask(shard, of[0]);
      const [first] = pages;
      return (await begins(shard, first, of[0])) ? pages : new Map();
    }
    const pairs = cover(of);
    const share = new Map(pairs.map(([gram]) => [gram, engine_.share(gram)]));
    pairs.sort((a, b) => share.get(a[0]) - share.get(b[0]));
    const atOnce = pairs.length < 3 || leading(shard) ? pairs.length : 1;
    let found = null;
    for (const asked of [pairs.slice(0, atOnce), pairs.slice(atOnce)]) {
      const answers = await Promise.all(asked.map(([gram]) => engine_.pair(shard, gram)));
      answers.forEach((pages, i) => (found = behind(found, pages, asked[i][1])));
      if (!found.size) return found;
    }
    if (!isLatin(of[of.length - 1])) return found;
    const whole = await engine_.ask(shard, `"${grams(of).slice(0, -1).join(" ")}"`);
    return new Map([...found].filter(([doc]) => whole.has(doc)));
  };

  /** Of the places `found` (null: any) those that have one of the positions of `pages` so many units behind them. */
  const behind = (found, pages, distance) => {
    const kept = new Map();
    for (const doc of (found || pages).keys()) {
      if (!pages.has(doc)) continue;
      const places = pages.get(doc).map((position) => position - distance);
      const known = found && new Set(found.get(doc));
      const both = known ? places.filter((place) => known.has(place)) : places.filter((place) => place >= 0);
      if (both.length) kept.set(doc, both);
    }
    return kept;
  };

  /** One condition over all its variants. */
  const condition = async (shard, part) => {
    const found = await Promise.all(part.map((variant) => phrase(shard, variant.units)));
    const pages = new Map(found[0]);
    found.slice(1).forEach((more, i) => {
      for (const [doc, at] of more) if (!pages.has(doc)) pages.set(doc, Object.assign([...at], { by: part[i + 1] }));
    });
    return pages;
  };

  const intersection = (maps) => {
    const [smallest, ...others] = [...maps].sort((a, b) => a.size - b.size);
    return [...smallest.keys()].filter((doc) => others.every((map) => map.has(doc)));
  };

  /** Documents whose number is, or ends in, the one in the query: shard name → document → 2 or 1. */
  const byNumber = async (query) => {
    const key = numberKey(query);
    const site = await overview();
    const found = new Map();
    if (!site.numbers || !/\d/.test(key) || units(query).length < 2) return found;
    const digits = /\d{1,4}$/.exec(key);
    const bucket = await numbers(digits ? Number(digits[0]) % site.numbers : 0);
    for (const [known, places] of Object.entries(bucket)) {
      const whole = known === key;
      if (!whole && !(known.endsWith(key) && !/[0-9a-z]/.test(known[known.length - key.length - 1]))) continue;
      for (const [name, doc] of places) {
        const docs = found.get(name) || found.set(name, new Map()).get(name);
        docs.set(doc, Math.max(docs.get(doc) || 0, whole ? 2 : 1));
      }
    }
    return found;
  };

  /* ---- the ladder: from the strictest reading of a query to the loosest, until one answers ---- */

  const TYPICAL = 600; // units of a document, for telling long ones from short ones
  const NEAR = 60; // positions within which words stand near each other

  /** Shards that are asked before the others: the newest ones, until one is not small. They answer at once, and teach how
      rare each pair is. */
  const leading = (shard) => shard.order <= shard.leaders;

  /** Asks all shards, the newest first; `tell` hears what stands for certain whenever there is more of it: the answers of
      the newest shards without a gap. */
  const inShards = async (site, ask, tell) => {
    const answers = [];
    let whole = 0;
    const one = async (shard) => {
      answers[shard.order] = await ask(shard);
      const before = whole;
      while (answers[whole]) whole++;
      // What fails here fails for the whole answer, too, and is told there.
      if (whole > before && whole < site.shards.length) Promise.resolve(tell(answers.slice(0, whole))).catch(() => {});
    };
    await Promise.all(site.shards.filter(leading).map(one));
    await Promise.all(site.shards.filter((shard) => !leading(shard)).map(one));
    return answers;
  };

  /** All documents that a query finds, not yet filtered: {step, parts, hits, …}. `tell` hears the same of the newest shards
      while older ones are still loading. */
  const match = once(async (request, tell = () => {}) => {
    const { q, exact, loose } = JSON.parse(request);
    if (q) running();
    const site = await overview();
    const inner = QUOTED.exec(q)?.[1];
    const typed = inner || q;
    const strict = exact || Boolean(inner);
    const whole = units(typed);
    const answer = { typed: typed.trim(), parts: [], hits: [], step: "all", expanded: [], left: [], words: [] };
    if (!whole.length) {
      answer.hits = (await inShards(site, everything, (found) => tell({ ...answer, hits: found.flat() }))).flat();
      return answer;
    }
    const synonyms = strict ? {} : site.synonyms || {};
    const numbered = strict ? new Map() : await byNumber(typed);
    const segments = strict ? [] : typed.split(/[\s,，、;；。？?！!]+/u).filter((segment) => units(segment).length);
    const long = segments.filter((segment) => units(segment).length > 1 || isLatin(units(segment)[0]));
    const phrasePart = variants(typed, synonyms);
    const inParts = long.length > 1 ? long.map((segment) => variants(segment, synonyms)) : null;

    running().warm(site.shards);
    const steps = [];
    if (inParts) steps.push(["parts", inParts]);
    else if (!loose) steps.push(["phrase", [phrasePart]]);
    const cutWords = strict ? [] : words(typed);
    if (!strict && cutWords.length > (inParts ? 0 : 1)) steps.push(["words", cutWords.map((word) => variants(word, synonyms))]);
    if (long.length === 1 && segments.length > 1) steps.splice(1, 0, ["phrase", [variants(long[0], synonyms)]]);

    for (const [step, parts] of steps) {
      const early = async (newest) => {
        const partial = { ...answer, step, parts, hits: newest.flat().map((hit) => ({ ...hit })) };
        if (partial.hits.length) await tell(await addNumbered(partial, numbered, site));
      };
      const hits = (await inShards(site, (shard) => all(shard, parts), early)).flat();
      if (hits.length || (step === "phrase" && numbered.size)) {
        Object.assign(answer, { step, parts, hits });
        if (parts !== steps[0][1] || inParts) answer.left = segments.filter((segment) => !long.includes(segment));
        break;
      }
    }
    if (!answer.hits.length && cutWords.length) Object.assign(answer, await some(site, cutWords, synonyms));
    return addNumbered(answer, numbered, site);
  });

  const everything = async (shard) => {
    const docs = await sidecar(shard);
    return docs.days.map((day, doc) => ({ shard, doc, day, tier: 0, score: 0 }));
  };

  /** Documents of a shard that meet every condition, rated. */
  const all = async (shard, parts) => {
    const [docs, ...found] = await Promise.all([sidecar(shard), ...parts.map((part) => condition(shard, part))]);
    return intersection(found).map((doc) => {
      const at = found.map((pages) => pages.get(doc));
      const title = docs.titleUnits[doc];
      const lengths = parts.map((part, i) => (at[i].by || part[0]).units.length);
      const titled = at.every((positions, i) => positions[0] + lengths[i] <= title);
      const equal = titled && parts.length === 1 && at[0][0] === 0 && lengths[0] === title;
      const added = at.some((positions) => positions.by) ? 0.15 : 0;
      const gone = (docs.facets.state?.[doc] || []).some((value) => shard.dead?.has(value)) ? 0.2 : 0;
      const rate = parts.length > 1 ? nearness(at, lengths) : often(at[0].length, docs, doc);
      const tier = equal ? 5 : titled ? 4 : parts.length > 1 && inOneRow(at, lengths) ? 3 : 2;
      return { shard, doc, day: docs.days[doc], tier, score: rate - added - gone };
    });
  };

  /** How often, against length: 0 to 1. The same whichever shard a document stands in, as the engine's own scores are not. */
  const often = (times, docs, doc) => times / (times + 1.2 * (0.25 + (0.75 * docs.lengths[doc]) / TYPICAL));

  /** How much of a query stands near together at its best place: 0 to 1. */
  const nearness = (at, lengths) => {
    const places = at.flatMap((positions, part) => positions.map((position) => [position, part])).sort((a, b) => a[0] - b[0]);
    const within = lengths.map(() => 0);
    let covered = 0;
    let most = 0;
    let from = 0;
    for (const [position, part] of places) {
      if (!within[part]++) covered += lengths[part];
      for (; position - places[from][0] > NEAR; from++) if (!--within[places[from][1]]) covered -= lengths[places[from][1]];
      most = Math.max(most, covered);
    }
    return most / lengths.reduce((sum, length) => sum + length, 0);
  };

  /** Whether the parts of a query somewhere follow each other without anything between. */
  const inOneRow = (at, lengths) =>
    at.reduce((ends, positions, i) => {
      const starts = i ? positions.filter((position) => ends.has(position)) : positions;
      return new Set(starts.map((position) => position + lengths[i]));
    }, new Set()).size > 0;

  /** The loosest step: documents that hold words worth at least half of the query. */
  const some = async (site, cutWords, synonyms) => {
    const parts = cutWords.map((word) => variants(word, synonyms));
    const found = await inShards(site, (shard) => Promise.all(parts.map((part) => condition(shard, part))), () => {});
    const total = site.shards.reduce((sum, shard) => sum + shard.count, 0);
    const counts = parts.map((_, i) => found.reduce((sum, shard) => sum + shard[i].size, 0));
    // Words that stand nowhere can't be asked for; the answer names them.
    const weights = counts.map((count) => (count ? Math.log(1 + total / count) : 0));
    const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
    const hits = [];
    for (const [order, conditions] of found.entries()) {
      const shard = site.shards[order];
      const docs = await sidecar(shard);
      const held = new Map();
      conditions.forEach((pages, i) => {
        for (const doc of pages.keys()) held.set(doc, (held.get(doc) || 0) + weights[i]);
      });
      for (const [doc, weight] of held)
        if (half && weight >= half) hits.push({ shard, doc, day: docs.days[doc], tier: 1, score: weight / (2 * half) });
    }
    const counted = cutWords.map((word, i) => ({ word, count: counts[i] }));
    return { step: hits.length ? "some" : "none", parts, hits, words: counted, left: [] };
  };

  /** The answer with the documents that bear the number asked for, which come first. */
  const addNumbered = async (answer, numbered, site) => {
    const shards = new Map(site.shards.map((shard) => [shard.name, shard]));
    const known = new Map(answer.hits.map((hit) => [`${hit.shard.name} ${hit.doc}`, hit]));
    for (const [name, docs] of numbered) {
      const shard = shards.get(name);
      if (!shard) continue;
      const { days } = await sidecar(shard);
      for (const [doc, how] of docs) {
        const hit = known.get(`${name} ${doc}`) || { shard, doc, day: days[doc], score: 1 };
        if (!known.has(`${name} ${doc}`)) answer.hits.push(hit);
        Object.assign(hit, { tier: 6 + how, number: true });
      }
    }
    answer.numbered = numbered.size > 0;
    if (answer.numbered && ["none", "some"].includes(answer.step)) {
      answer.hits = answer.hits.filter((hit) => hit.number);
      answer.step = "number";
    }
    if (answer.step === "all" && answer.parts.length === 0) answer.step = answer.hits.length ? "number" : "none";
    if (!answer.parts.length) answer.parts = [variants(answer.typed, {})];
    answer.expanded = [...new Set(answer.parts.flat().filter((one) => one.added).map((one) => one.text))];
    return answer;
  };

  /* ---- filters, facets, order ---- */

  const dayOf = (iso) => Math.floor(Date.parse(iso) / 864e5);

  /** Chosen values of each facet as sets of indexes; a value that the site has not is -1, which nothing holds. Where a value
      below another is chosen (综合政务\\政务公开), it stands for the upper one. */
  const chosen = (site, filters) =>
    site.facets.map(({ name, values }) => {
      const wanted = filters[name] || [];
      return new Set(wanted.filter((value) => !wanted.some((one) => one.startsWith(`${value}\\`))).map((value) => values.indexOf(value)));
    });

  /** Hits that pass, and for each facet how many there are of each value under the choice in all *other* facets. */
  const filtered = async (site, hits, { filters = {}, from = "", to = "", list = "" }) => {
    const wanted = chosen(site, filters);
    const first = from ? dayOf(from) : -Infinity;
    const last = to ? dayOf(to) : Infinity;
    const counts = site.facets.map((facet) => new Array(facet.values.length).fill(0));
    const totals = site.facets.map((facet) => new Array(facet.values.length).fill(0));
    const passed = [];
    let within = 0;
    const columns = new Map();
    for (const shard of new Set(hits.map((hit) => hit.shard))) {
      const docs = await sidecar(shard);
      const members = list ? new Set((await lists(shard))[list] || []) : null;
      columns.set(shard, { members, facets: site.facets.map((facet) => docs.facets[facet.name] || []) });
    }
    for (const hit of hits) {
      const { members, facets } = columns.get(hit.shard);
      if (members && !members.has(hit.doc)) continue;
      within++;
      const dated = hit.day >= first && hit.day <= last && (hit.day >= 0 || (!from && !to));
      let failing = -1;
      let failures = 0;
      for (let i = 0; i < facets.length; i++) {
        const values = facets[i][hit.doc] || [];
        for (const value of values) totals[i][value]++;
        if (wanted[i].size && !values.some((value) => wanted[i].has(value))) {
          failing = i;
          failures++;
        }
      }
      if (!dated || failures > 1) continue;
      if (!failures) passed.push(hit);
      for (let i = 0; i < facets.length; i++)
        if (!failures || failing === i) for (const value of facets[i][hit.doc] || []) counts[i][value]++;
    }
    const facets = site.facets.map(({ name, label, values }, i) => ({
      name,
      label,
      values: values
        .map((value, index) => ({ value, count: counts[i][index], total: totals[i][index], chosen: (filters[name] || []).includes(value) }))
        .filter((one) => one.total || one.chosen),
    }));
    return { hits: passed, within, facets };
  };

  const step = (score) => Math.round(score * 10);
  const inOrder = (a, b) => a.shard.order - b.shard.order || a.doc - b.doc;
  const newest = (a, b) => b.day - a.day || inOrder(a, b);
  const relevant = (a, b) => b.tier - a.tier || step(b.score) - step(a.score) || newest(a, b);

  /** The whole answer to a request {q, filters, from, to, sort, list, exact, loose}: every hit that passes, in order. `tell`
      hears the same of the newest shards, while older ones are still loading. */
  const find = async (request, tell) => {
    const site = await overview();
    const { q = "", exact = false, loose = false, sort = "relevance" } = request;
    const whole = async (answer) => {
      const { hits, within, facets } = await filtered(site, answer.hits, request);
      hits.sort(sort === "date" || answer.step === "all" ? newest : relevant);
      return { ...answer, hits, within, facets, total: answer.hits.length };
    };
    return whole(await match(JSON.stringify({ q, exact, loose }), tell && (async (answer) => tell(await whole(answer)))));
  };

  /* ---- what is shown of a hit ---- */

  const SEAM = "\u200b"; // between the pieces of a text, one for each position

  const fragments = new Map();
  const fragment = async ({ shard, doc }) => {
    const { fragments: names, packs } = await sidecar(shard);
    const key = `${shard.name}/fragment/${names[doc]}.pf_fragment`;
    if (!fragments.has(key)) {
      if (fragments.size > 200) fragments.delete(fragments.keys().next().value);
      const arriving = read(key, { pack: `${shard.name}/fragment/p${packs[doc]}.js` }).then(async (bytes) => {
        const packed = new TextDecoder().decode(await unpacked(bytes));
        return JSON.parse(packed.slice("pagefind_dcd".length));
      });
      arriving.catch(() => fragments.delete(key));
      fragments.set(key, arriving);
    }
    return fragments.get(key);
  };

  const unitOf = (piece) => (piece.length === 1 && piece >= "\u3400" && piece <= "\u9fff" ? simplified.get(piece) || piece : units(piece)[0] || "");

  /** Where the conditions stand in a cut text: [first, last, which condition]…, in order, none within another. */
  const places = (pieces, parts) => {
    const of = pieces.map(unitOf);
    const found = [];
    const looked = parts.flatMap((part, i) => part.map((variant) => [variant.units, i]));
    for (const [wanted, i] of looked) {
      const lone = wanted.length === 1 && isLatin(wanted[0]);
      for (let at = of.indexOf(wanted[0]); at >= 0; at = of.indexOf(wanted[0], at + 1))
        if (lone || wanted.every((unit, k) => of[at + k] === unit)) found.push([at, at + wanted.length - 1, i]);
    }
    found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return found.filter((one, i) => !i || one[0] > found[i - 1][1] || one[1] > found[i - 1][1]);
  };

  const EDGE = "[^\\p{L}\\p{N}]*";
  const CORE = new RegExp(`^(${EDGE})(.*?)(${EDGE})$`, "su");

  /** Pieces from…to as [text, marked]…; punctuation around a marked place is not marked. */
  const marked = (pieces, found, from, to) => {
    const runs = [];
    const put = (string, mark) => string && runs.push([string.replace(/\s+/g, " "), mark]);
    let at = from;
    for (const [first, last] of found) {
      if (first < at || last >= to) continue;
      put(pieces.slice(at, first).join(""), false);
      const [, before, core, after] = CORE.exec(pieces.slice(first, last + 1).join(""));
      put(before, false);
      put(core, true);
      put(after, false);
      at = last + 1;
    }
    put(pieces.slice(at, to).join(""), false);
    return runs;
  };

  const LONG = 84; // positions in an excerpt

  /** The best stretch of a text, from the beginning of a sentence where one is near. */
  const excerpt = (pieces, found, head, body) => {
    let best = null;
    const shown = found.filter(([first]) => first >= head);
    const inBody = shown.some(([first]) => first >= body) ? shown.filter(([first]) => first >= body) : shown;
    inBody.forEach(([first], i) => {
      const near = inBody.slice(i).filter(([, last]) => last < first + LONG - 12);
      const worth = new Set(near.map((one) => one[2])).size * 100 + Math.min(near.length, 9);
      if (!best || worth > best.worth) best = { first, worth };
    });
    const hit = best ? best.first : body;
    let from = hit;
    while (from > head && hit - from < 24 && !/[。！？；\n]/u.test(pieces[from - 1])) from--;
    if (from > head && hit - from >= 24) from = hit - 12;
    const to = Math.min(pieces.length, from + LONG);
    const runs = marked(pieces, inBody, from, to);
    if (from > head && !/[。！？；\n]/u.test(pieces[from - 1])) runs.unshift(["…", false]);
    if (to < pieces.length) runs.push(["…", false]);
    return { runs, at: best ? hit : -1 };
  };

  /** Title, facts and excerpt of a hit; `parts` are those of the answer. */
  const show = async (hit, parts) => {
    const { content, meta } = await fragment(hit);
    const pieces = content.split(SEAM);
    const docs = await sidecar(hit.shard);
    const titlePieces = cut(meta.title);
    const titled = places(titlePieces, parts);
    const found = places(pieces, parts);
    const head = Math.min(docs.titleUnits[hit.doc] + 1, pieces.length);
    const { runs, at } = excerpt(pieces, found, head, meta.body ?? head);
    const part = at < 0 ? null : (meta.parts || []).filter(([from]) => from <= at).pop();
    const title = marked(titlePieces, titled, 0, titlePieces.length);
    return { ...meta, title, plain: meta.title, excerpt: runs, part: part ? { label: part[1], url: part[2] } : null };
  };

  /** The line of a hit in a list without a query: no text is loaded for it. */
  const row = async ({ shard, doc, day }) => {
    const [site, docs, { titles: names, urls, numbers: known }] = await Promise.all([overview(), sidecar(shard), titles(shard)]);
    const value = (name) => {
      const facet = site.facets.find((one) => one.name === name);
      return (facet && facet.values[(docs.facets[name]?.[doc] || [])[0]]) || "";
    };
    const date = day < 0 ? "" : new Date(day * 864e5).toISOString().slice(0, 10);
    const [kind, department, state] = ["kind", "department", "state"].map(value);
    return { plain: names[doc], title: [[names[doc], false]], url: urls[doc], number: known[doc], date, kind, department, state };
  };

  /** Begin loading what every search needs. */
  const warm = async () => {
    running();
    await inShards(await overview(), (shard) => Promise.all([sidecar(shard), running().start(shard)]), () => {});
  };

  if (typeof window !== "undefined") window.__gongkaiData = (key, base64) => told.set(key, base64);
  globalThis.gongkaiSearch = { text, root, overview, find, show, row, warm };
})();
