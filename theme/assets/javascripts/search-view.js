// Search, the part that shows: the search page and filterable lists (form[data-find]), and quick search under every other
// search field. Pages are complete without it. Everything a reader chose stands in the address.
(() => {
  "use strict";

  const search = globalThis.gongkaiSearch;
  if (!search) return;
  const SIZE = 10;
  const SHORT = 6; // values of a facet shown at first
  const LONG = new Set(["theme", "department", "genre"]); // facets whose most frequent values come first

  /** An element: properties, then children; what is null or false is left out. */
  const make = (name, properties = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties))
      if (value === true) element.setAttribute(key, "");
      else if (value !== false && value != null) element.setAttribute(key, value);
    element.append(...children.flat().filter((child) => child != null && child !== false));
    return element;
  };
  const hidden = (text) => make("span", { class: "visually-hidden" }, text);
  const marks = (runs) => runs.map(([text, mark]) => (mark ? make("mark", {}, text) : text));
  const SHAPES = { 有效: "effective", 尚未施行: "pending", 修改: "amended", 废止: "repealed", 失效: "expired" };
  const badge = (state) => state && make("span", { class: `state ${SHAPES[state] || "other"}` }, state);
  const nameOf = ({ shard, doc }) => `${shard.name} ${doc}`;
  const quoted = (list) => list.map((text) => `“${text}”`).join("");

  /* ---- what the reader asked for, as the address says it ---- */

  const OWN = new Set(["q", "sort", "page", "from", "to", "loose"]);
  const isDay = (text) => (/^\d{4}-\d\d-\d\d$/.test(text || "") ? text : "");

  const fromAddress = () => {
    const given = new URLSearchParams(location.search);
    const filters = {};
    for (const [name, value] of given) if (!OWN.has(name)) (filters[name] ||= []).push(value);
    return {
      q: given.get("q") || "",
      sort: given.get("sort") === "date" ? "date" : "relevance",
      page: Math.max(1, parseInt(given.get("page"), 10) || 1),
      from: isDay(given.get("from")),
      to: isDay(given.get("to")),
      loose: given.has("loose"),
      filters,
    };
  };

  const toAddress = ({ q, sort, page, from, to, loose, filters }) => {
    const told = new URLSearchParams();
    if (q) told.set("q", q);
    for (const [name, values] of Object.entries(filters)) for (const value of values) told.append(name, value);
    if (from) told.set("from", from);
    if (to) told.set("to", to);
    if (sort === "date") told.set("sort", "date");
    if (loose) told.set("loose", "1");
    if (page > 1) told.set("page", page);
    const text = told.toString();
    return location.pathname + (text && "?" + text);
  };

  const isFiltered = ({ from, to, filters }) => Boolean(from || to || Object.values(filters).some((values) => values.length));

  /* ---- sentences ---- */

  const STEPS = {
    all: () => "",
    number: () => "文号或者索引号相符。",
    phrase: ({ parts }) => `包含“${parts[0][0].text}”。`,
    parts: ({ parts }) => `同时包含${quoted(parts.map(([one]) => one.text))}。`,
    words: ({ typed, parts, loose }) =>
      `${loose ? "" : `没有找到完整的“${typed}”，以下`}同时包含${quoted(parts.map(([one]) => one.text))}。`,
    some: ({ words }) => {
      const absent = words.filter((one) => !one.count).map((one) => one.word);
      return `没有同时包含全部词语的信息，以下包含其中主要的词语。${absent.length ? `全站没有出现${quoted(absent)}。` : ""}`;
    },
    none: () => "",
  };

  /* ---- a place with a form, filters and results ---- */

  class Finder {
    constructor(form) {
      this.form = form;
      this.input = form.elements.q;
      this.list = form.dataset.find || "";
      this.still = [...document.querySelectorAll("[data-still]")];
      this.unfolded = new Set();
      this.turn = 0;
      this.build();
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.typing = false;
        this.go({ q: this.input.value.trim(), page: 1, loose: false });
      });
      let waiting;
      const type = () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => this.type(), 250);
      };
      this.input.addEventListener("input", (event) => event.isComposing || type());
      this.input.addEventListener("compositionend", type);
      addEventListener("popstate", () => {
        this.typing = false;
        const state = fromAddress();
        this.input.value = state.q;
        this.show(state);
      });
      addEventListener("pagehide", () => {
        if (!this.box.hidden) history.replaceState({ y: scrollY }, "");
      });
      this.state = fromAddress();
      if (location.search) {
        this.input.value = this.state.q;
        this.show(this.state, history.state?.y);
      }
      form.addEventListener("focusin", () => this.warm());
      if (form.contains(document.activeElement)) {
        this.warm();
        this.type();
      }
    }

    build() {
      this.status = make("p", { class: "status", role: "status" });
      this.sorts = make("span", { class: "sorts", role: "group", "aria-label": "排序" });
      for (const [value, label] of [["relevance", "按相关度"], ["date", "按日期"]]) {
        const button = make("button", { type: "button", value }, label);
        button.addEventListener("click", () => this.go({ sort: value, page: 1 }));
        this.sorts.append(button);
      }
      this.heading = make("h2", { class: "visually-hidden", tabindex: "-1" }, "结果");
      this.notes = make("div", { class: "notes" });
      this.chips = make("p", { class: "chips" });
      this.results = make(this.list ? "ul" : "ol", { class: "results" });
      this.pager = make("nav", { class: "pages", "aria-label": "翻页" });
      this.filters = make("form", { class: "filters", "aria-label": "筛选" });
      this.filters.addEventListener("change", () => this.choose());
      this.filters.addEventListener("submit", (event) => event.preventDefault());
      addEventListener("click", ({ target }) => target.isConnected && !target.closest(".drop") && this.drop(""));
      this.filters.addEventListener("keydown", ({ key }) => {
        const open = this.filters.querySelector("[open] > summary");
        if (key !== "Escape" || !open) return;
        this.drop("");
        open.focus();
      });
      this.fold = make("summary", {}, "筛选");
      const fold = make("details", { class: "fold" }, this.fold);
      const aside = make("div", { class: "aside" }, this.list ? null : fold, this.filters);
      const head = make("div", { class: "found-head" }, this.status, this.sorts);
      const main = make("div", {}, this.heading, head, this.chips, this.notes, this.results, this.pager);
      this.box = make("div", { class: this.list ? "found in-list" : "found with-aside", hidden: true }, aside, main);
      this.form.after(this.box);
      this.pager.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.go({ page: Number(link.dataset.page) }).then(() => {
          this.heading.focus({ preventScroll: true });
          this.form.scrollIntoView();
        });
      });
    }

    async warm() {
      if (this.warmed) return;
      this.warmed = true;
      try {
        await search.warm();
        // In a list the filters are worth seeing before anything was typed.
        if (this.list && !location.search) this.show(this.state);
      } catch (problem) {
        this.warmed = false;
      }
    }

    type() {
      const q = this.input.value.trim();
      const enough = search.text.units(q).length !== 1 || /\w{2}/.test(q);
      if (q === this.state.q || !enough) return;
      const first = !this.typing;
      this.typing = true;
      this.go({ q, page: 1, loose: false }, !first);
    }

    choose() {
      const chosen = new FormData(this.filters);
      const filters = {};
      for (const [name, value] of chosen) if (!OWN.has(name)) (filters[name] ||= []).push(value);
      this.go({ filters, from: isDay(chosen.get("from")), to: isDay(chosen.get("to")), page: 1 });
    }

    /** To another state: the address first, then its answer. `replace`: the same entry of the history. */
    go(change, replace = false) {
      if (!("q" in change)) this.typing = false;
      const state = { ...this.state, ...change };
      const address = toAddress(state);
      if (address !== location.pathname + location.search) {
        if (replace) history.replaceState(null, "", address);
        else history.pushState(null, "", address);
      }
      return this.show(state);
    }

    /** In a list: which facet hangs open, none for "". */
    drop(name) {
      this.dropped = name;
      for (const one of this.filters.querySelectorAll(".drop")) one.open = one.dataset.name === name;
    }

    /** The page as it was; over a list the filters stay. */
    idle() {
      this.box.hidden = !this.list || !this.warmed;
      for (const element of this.still) element.hidden = false;
      this.status.textContent = "";
      this.results.replaceChildren();
      return this.box.hidden;
    }

    async show(state, y) {
      const turn = ++this.turn;
      const current = () => turn === this.turn;
      this.state = state;
      const asked = state.q || isFiltered(state) || state.page > 1 || state.sort === "date";
      if (!asked && this.idle()) return;
      this.box.classList.toggle("only-filters", !asked);
      this.shown = null;
      let newest = null;
      let waiting = false;
      let busy = false;
      const early = async () => {
        if (!waiting || !newest?.hits.length || busy || !asked || state.page > 1) return;
        if (this.shown && (state.sort !== "date" || this.shown.length === SIZE)) return;
        busy = true;
        const hits = newest.hits.slice(0, SIZE);
        const rows = await this.rows(newest, hits);
        busy = false;
        if (current()) this.renderEarly(newest, hits, rows);
      };
      const late = setTimeout(() => {
        if (!current()) return;
        waiting = true;
        this.wait();
        early();
      }, 300);
      try {
        const answer = await search.find({ ...state, list: this.list, sort: state.sort }, (partial) => {
          newest = partial;
          early();
        });
        if (!current()) return;
        const pages = Math.max(1, Math.ceil(answer.hits.length / SIZE));
        const page = Math.min(state.page, pages);
        const shown = answer.hits.slice((page - 1) * SIZE, page * SIZE);
        const rows = asked ? await this.rows(answer, shown) : [];
        if (!current()) return;
        clearTimeout(late);
        this.turn++; // what is found early from now on comes too late
        this.render(answer, shown, rows, page, pages, asked);
        if (y) scrollTo(0, y);
      } catch (problem) {
        clearTimeout(late);
        if (current()) this.fail(problem);
      }
    }

    rows(answer, hits) {
      return Promise.all(hits.map(async (hit) => {
        if (answer.step === "all") return lineOf(await search.row(hit));
        return resultOf(await search.show(hit, answer.parts), hit);
      }));
    }

    /** What the newest shards hold, while older ones are still loading: it stands until everything is there, so that nothing
        moves under the reader's finger. Only of an order by date more may follow. */
    renderEarly(answer, hits, rows) {
      this.status.textContent = `先列出较新的 ${answer.hits.length} 条，较早的信息还在查找……`;
      this.notes.replaceChildren();
      this.renderList(answer, hits, rows, 1);
    }

    /** The list in its order. What stands there already in this order is left alone. */
    renderList(answer, hits, rows, page) {
      const names = hits.map(nameOf);
      const before = this.shown?.every((name, i) => name === names[i]) ? this.shown.length : 0;
      if (!before) this.results.replaceChildren();
      this.results.removeAttribute("aria-busy");
      this.results.className = answer.step === "all" ? "items" : "results";
      this.results.start = (page - 1) * SIZE + 1;
      this.results.append(...rows.slice(before));
      this.shown = names;
    }

    /** The whole list after an early one; where the reader is about to use that one, the order is not changed, but offered. */
    settle(answer, hits, rows, page) {
      const names = hits.map(nameOf);
      const moves = this.shown && !this.shown.every((name, i) => name === names[i]);
      if (!moves || !this.results.matches(":hover, :focus-within")) return this.renderList(answer, hits, rows, page);
      const order = make("button", { type: "button" }, "按相关度重新排列");
      order.addEventListener("click", () => {
        this.renderList(answer, hits, rows, page);
        order.parentNode.remove();
        this.heading.focus({ preventScroll: true });
      });
      this.notes.append(make("p", {}, "已经全部查完，下面列出的仍是较新的信息。", order));
    }

    wait() {
      this.box.hidden = false;
      this.sorts.hidden ||= !this.results.childElementCount;
      if (!this.list) for (const element of this.still) element.hidden = true;
      this.results.setAttribute("aria-busy", "true");
      if (!this.results.childElementCount) this.status.textContent = "正在查找……";
    }

    fail(problem) {
      console.warn(problem);
      this.box.hidden = false;
      this.results.removeAttribute("aria-busy");
      this.status.textContent = "搜索数据没有全部载入，暂时不能给出结果。";
      const again = make("button", { type: "button" }, "再试一次");
      again.addEventListener("click", () => this.show(this.state));
      this.notes.replaceChildren(make("p", {}, again));
      this.results.replaceChildren();
      this.pager.replaceChildren();
    }

    render(answer, hits, rows, page, pages, asked) {
      const { state } = this;
      this.box.hidden = false;
      for (const element of this.still) element.hidden = Boolean(asked);
      const count = answer.hits.length;
      const place = this.list ? "本栏目" : "全站";
      const told = count ? `找到 ${count} 条` : `${place}没有找到${state.q ? `“${answer.typed}”` : "符合条件的信息"}`;
      const sentence = count ? STEPS[answer.step]({ ...answer, loose: state.loose }) : "";
      const where = pages > 1 ? `第 ${page} 页，共 ${pages} 页。` : "";
      if (asked) this.status.replaceChildren(make("b", {}, told), `${sentence ? "，" : "。"}${sentence}`, hidden(where));
      this.sorts.hidden = !count || answer.step === "all";
      for (const button of this.sorts.children) button.setAttribute("aria-pressed", String(button.value === state.sort));
      this.renderFilters(answer);
      this.renderChips();
      this.notes.replaceChildren(...this.told(answer));
      this.settle(answer, hits, rows, page);
      this.renderPager(page, pages);
    }

    link(label, change) {
      const state = { ...this.state, page: 1, ...change };
      const link = make("a", { href: toAddress(state) }, label);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.typing = false;
        this.input.value = state.q;
        this.go(state);
      });
      return link;
    }

    /** What was added or left out, other readings of the query, and ways on where nothing was found. */
    told(answer) {
      const { q } = this.state;
      const notes = [];
      const line = (...parts) => notes.push(make("p", {}, ...parts));
      const count = answer.hits.length;
      if (answer.expanded.length) line(`已同时查找${quoted(answer.expanded)}。`, this.link(`只查“${answer.typed}”`, { q: `“${answer.typed}”` }));
      if (answer.left.length) line(`${quoted(answer.left)}只有一个字，没有作为条件。`);
      const cutting = ["phrase", "number"].includes(answer.step) && search.text.units(q).length > 4 && !/["“「]/.test(q);
      if (count && cutting) line(this.link("改为查找包含其中全部词语的信息", { loose: true }));
      if (count) return notes;
      if (answer.total && isFiltered(this.state)) line(this.link(`去掉筛选条件，有 ${answer.within} 条`, { filters: {}, from: "", to: "" }));
      if (this.list && q) line(make("a", { href: `${search.root}search.html?q=${encodeURIComponent(q)}` }, "在全站查找"));
      const known = answer.words.filter((one) => one.count);
      if (known.length) line("可以只查：", ...known.flatMap((one) => [this.link(one.word, { q: one.word }), `（${one.count} 条） `]));
      if (!answer.total && q) {
        const tips = ["检查有没有错别字", "换用更短或者更常用的词语", "文号可以只输入年份和序号，例如“〔2026〕2号”"];
        notes.push(make("ul", {}, tips.map((tip) => make("li", {}, tip))));
        line("也可以", make("a", { href: `${search.root}policies/index.html` }, "按分类查政策"), "、", make("a", { href: `${search.root}columns/index.html` }, "按栏目查信息"), "。");
      }
      return notes;
    }

    renderFilters({ facets }) {
      const focused = this.filters.contains(document.activeElement) ? document.activeElement : null;
      const key = focused && [focused.name || focused.parentNode.dataset.name, focused.value];
      const groups = facets.map((facet) => this.facet(facet)).filter(Boolean);
      const date = (name, label) => make("label", {}, `${label} `, make("input", { type: "date", name, value: this.state[name] || null }));
      const dates = this.group("date", "发布日期", Number(Boolean(this.state.from || this.state.to)), [date("from", "自"), date("to", "至")]);
      this.filters.replaceChildren(...groups, dates);
      const number = Object.values(this.state.filters).flat().length + Boolean(this.state.from || this.state.to);
      this.fold.textContent = number ? `筛选（已选 ${number} 项）` : "筛选";
      const same = (one) => (one.name ? one.name === key[0] && (one.type !== "checkbox" || one.value === key[1]) : !focused.name && one.parentNode.dataset.name === key[0]);
      if (key) [...this.filters.querySelectorAll("input, button, summary")].find(same)?.focus({ preventScroll: true });
    }

    /** A facet: beside the results it stands open, over a list it hangs from a line of buttons. */
    group(name, label, chosen, content) {
      const fieldset = make("fieldset", { class: `facet-${name}` }, make("legend", { class: this.list ? "visually-hidden" : null }, label), content);
      if (!this.list) return fieldset;
      const summary = make("summary", {}, chosen ? `${label}（${chosen}）` : label);
      const drop = make("details", { class: "drop", "data-name": name, open: this.dropped === name }, summary, fieldset);
      summary.addEventListener("click", (event) => {
        event.preventDefault();
        this.drop(drop.open ? "" : name);
      });
      return drop;
    }

    facet({ name, label, values }) {
      if (!values.length || (values.length === 1 && !values[0].chosen)) return null;
      const upper = ({ value }) => value.split("\\")[0];
      const open = this.unfolded.has(name);
      // Values below another (综合政务\\政务公开) are offered once the upper one is chosen.
      const opened = new Set(values.filter((one) => one.chosen).map(upper));
      const tops = values.filter((one) => one.value === upper(one));
      if (LONG.has(name)) tops.sort((a, b) => b.total - a.total);
      const seen = tops
        .filter((one, i) => open || i < SHORT || tops.length <= SHORT + 1 || opened.has(one.value))
        .flatMap((top) => [top, ...(opened.has(top.value) ? values.filter((one) => one !== top && upper(one) === top.value) : [])]);
      const boxes = seen.map((one) =>
        make("label", { class: `${one.count || one.chosen ? "" : "none"} ${one.value === upper(one) ? "" : "below"}`.trim() || null },
          make("input", { type: "checkbox", name, value: one.value, checked: one.chosen }),
          make("span", {}, one.value.split("\\").pop()),
          make("small", {}, String(one.count), hidden(" 条"))));
      const rest = tops.length - seen.filter((one) => tops.includes(one)).length;
      const more = (rest || (open && tops.length > SHORT + 1)) && make("button", { type: "button", name: `more-${name}`, "aria-expanded": String(open) }, open ? "收起" : `还有 ${rest} 项`);
      if (more)
        more.addEventListener("click", () => {
          this.unfolded[open ? "delete" : "add"](name);
          const again = this.facet({ name, label, values });
          group.replaceWith(again);
          again.querySelector("button")?.focus();
        });
      const group = this.group(name, label, values.filter((one) => one.chosen).length, [...boxes, more].filter(Boolean));
      return group;
    }

    renderChips() {
      const { filters, from, to } = this.state;
      const chip = (label, change) => {
        const button = make("button", { type: "button" }, label, hidden("，去掉这个条件"));
        button.addEventListener("click", () => this.go({ ...change, page: 1 }).then(() => this.heading.focus({ preventScroll: true })));
        return button;
      };
      const chips = Object.entries(filters).flatMap(([name, values]) =>
        values.map((value) => chip(value.replace("\\", " › "), { filters: { ...filters, [name]: values.filter((one) => one !== value) } })));
      if (from || to) chips.push(chip(`${from || "最早"} 至 ${to || "最新"}`, { from: "", to: "" }));
      if (chips.length > 1) chips.push(Object.assign(chip("全部清除", { filters: {}, from: "", to: "" }), { className: "clear" }));
      this.chips.replaceChildren(...chips);
      this.chips.hidden = !chips.length;
    }

    renderPager(page, pages) {
      const to = (number, label, name) => make("a", { href: toAddress({ ...this.state, page: number }), "data-page": number, "aria-label": name, "aria-current": number === page && !label && "page" }, label || number);
      const near = [...new Set([1, page - 1, page, page + 1, pages])].filter((number) => number >= 1 && number <= pages);
      const links = near.flatMap((number, i) => [i && number - near[i - 1] > 1 ? make("span", {}, "…") : null, to(number, "", `第 ${number} 页`)]);
      this.pager.hidden = pages < 2;
      this.pager.replaceChildren(...[page > 1 && to(page - 1, "‹ 上一页"), ...links, page < pages && to(page + 1, "下一页 ›")].filter(Boolean));
    }
  }

  const address = (url) => search.root + url;

  /** A line as the lists of the site have it. */
  const lineOf = ({ title, url, number, state, date }) =>
    make("li", {}, make("a", { href: address(url) }, marks(title)), number && make("span", { class: "number" }, number), badge(state), date && make("time", {}, date));

  const resultOf = (row, hit) => {
    const facts = [hit.number && make("b", {}, "文号相符"), badge(row.state), row.kind, row.number, row.department, row.date && make("time", {}, row.date)];
    const part = row.part && make("p", { class: "part" }, make("a", { href: address(row.part.url) }, row.part.label));
    return make("li", {},
      make("h3", {}, make("a", { href: address(row.url) }, marks(row.title))),
      make("p", { class: "facts" }, facts.filter(Boolean).map((fact) => make("span", {}, fact))),
      make("p", { class: "excerpt" }, marks(row.excerpt)),
      part);
  };

  /* ---- quick search: the first results under a search field, while typing ---- */

  class Quick {
    constructor(form, number) {
      this.form = form;
      this.input = form.elements.q;
      this.id = `quick-${number}`;
      this.active = -1;
      this.options = [];
      this.list = make("div", { role: "listbox", id: this.id, "aria-label": "搜索结果" });
      this.status = make("p", { role: "status", class: "visually-hidden" });
      this.panel = make("div", { class: "quick-panel", hidden: true }, this.list);
      form.append(this.panel, this.status);
      for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": this.id, "aria-expanded": "false", autocomplete: "off" }))
        this.input.setAttribute(name, value);
      let waiting;
      const type = () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => this.type(), 120);
      };
      this.input.addEventListener("input", (event) => event.isComposing || type());
      this.input.addEventListener("compositionend", type);
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("focus", () => (this.warm(), this.options.length && this.open()));
      form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || this.close());
      this.panel.addEventListener("mousedown", (event) => event.preventDefault());
      if (document.activeElement === this.input) {
        this.warm();
        this.type();
      }
    }

    warm() {
      this.warmed ||= search.warm().catch(() => (this.warmed = null));
    }

    /** One search at a time, and only for the newest text: typing never waits. */
    async type() {
      if (this.searching) return (this.again = true);
      const q = this.input.value.trim();
      if (search.text.units(q).length < 2 && !/\w{2}/.test(q)) return this.close(), (this.options = []);
      this.searching = true;
      this.again = false;
      try {
        const answer = await search.find({ q });
        const rows = await Promise.all(answer.hits.slice(0, SHORT).map((hit) => search.show(hit, answer.parts)));
        if (!this.again && this.form.contains(document.activeElement)) this.render(q, answer.hits.length, rows);
      } catch (problem) {
        console.warn(problem);
      }
      this.searching = false;
      if (this.again) this.type();
    }

    render(q, count, rows) {
      const lines = rows.map((row) => [address(row.url), [make("b", {}, marks(row.title)), make("small", {}, [row.kind, row.number, row.date].filter(Boolean).map((fact) => make("span", {}, fact)))]]);
      const all = new URL(this.form.action);
      all.search = new URLSearchParams({ q });
      lines.push([all.href, [count ? `全部 ${count} 条结果` : `没有找到“${q}”，看看建议`]]);
      this.options = lines.map(([href, content], i) => make("a", { role: "option", id: `${this.id}-${i}`, "aria-selected": "false", href, tabindex: "-1" }, content));
      this.list.replaceChildren(...this.options);
      this.active = -1;
      this.status.textContent = count ? `找到 ${count} 条，按上下键选择` : "没有找到";
      this.open();
    }

    open() {
      this.panel.hidden = false;
      this.input.setAttribute("aria-expanded", "true");
    }

    close() {
      this.panel.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.select(-1);
    }

    select(index) {
      this.active = index;
      this.options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
      if (index < 0) this.input.removeAttribute("aria-activedescendant");
      else this.input.setAttribute("aria-activedescendant", this.options[index].id);
      this.options[index]?.scrollIntoView({ block: "nearest" });
    }

    key(event) {
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing) return;
      if (move && this.options.length) {
        event.preventDefault();
        if (this.panel.hidden) this.open();
        const places = this.options.length + 1; // one of them is the field itself
        this.select(((this.active + 1 + move + places) % places) - 1);
      } else if (event.key === "Enter" && this.active >= 0) {
        event.preventDefault();
        this.options[this.active].click();
      } else if (event.key === "Escape" && !this.panel.hidden) {
        event.preventDefault();
        this.close();
      }
    }
  }

  const styles = address("assets/stylesheets/search.css");
  if (![...document.styleSheets].some((sheet) => sheet.href === styles)) document.head.append(make("link", { rel: "stylesheet", href: styles }));
  document.querySelectorAll("form[role=search]").forEach((form, number) => ("find" in form.dataset ? new Finder(form) : new Quick(form, number)));
})();
