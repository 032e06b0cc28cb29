// Reading tools: text size, elder mode, dark colours, print, copy; reading aloud, the contents list that follows the reader
// and search come when they are first used. Every page is complete without this file. Buttons name what they do in data-do.
(() => {
  const root = document.documentElement;
  const own = document.currentScript.src;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "visually-hidden";
  document.body.append(status);

  const keep = (key, value) => {
    if (value) root.setAttribute("data-" + key, value);
    else root.removeAttribute("data-" + key);
    try {
      if (value) localStorage.setItem("gongkai." + key, value);
      else localStorage.removeItem("gongkai." + key);
    } catch (blocked) {}
    show();
  };

  const system = matchMedia("(prefers-color-scheme: dark)");
  const preferred = () => (system.matches ? "dark" : "light");
  const theme = () => root.getAttribute("data-theme") || preferred();
  const size = () => root.getAttribute("data-size") || "";

  const pressed = {
    size: (button) => button.value === size(),
    elder: () => root.hasAttribute("data-elder"),
    dark: () => theme() === "dark",
  };
  const show = () =>
    all("[data-do]").forEach((button) => {
      const is = pressed[button.dataset.do];
      if (is) button.setAttribute("aria-pressed", is(button));
    });

  const say = (button, text) => {
    const before = button.dataset.label || (button.dataset.label = button.textContent);
    button.textContent = status.textContent = text;
    setTimeout(() => (button.textContent = before), 2000);
  };

  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    // A page opened from a folder or over plain http has no clipboard interface.
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("copy");
  };

  const load = (...names) =>
    names.map((name) => {
      const script = document.createElement("script");
      script.src = own.replace("gongkai.js", name + ".js");
      script.async = false; // they run in this order
      document.head.append(script);
      return script;
    });

  const actions = {
    size: (button) => keep("size", button.value),
    elder: () => keep("elder", root.hasAttribute("data-elder") ? "" : "on"),
    dark: () => {
      const wanted = theme() === "dark" ? "light" : "dark";
      keep("theme", wanted === preferred() ? "" : wanted);
    },
    print: () => print(),
    copy: (button) =>
      copy(document.title + "\n" + location.href).then(
        () => say(button, "已复制"),
        () => say(button, "请手动复制"),
      ),
    read: (button) => (window.gongkaiRead ? gongkaiRead(button) : (load("gongkai-read")[0].onload = () => gongkaiRead(button))),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do](button);
  });
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector(".menu[open]");
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.firstElementChild.focus();
    }
  });

  // Search comes with the first focus in a search field (or the first letter, if the field had focus before), or at once
  // where the address carries a question.
  const use = ["focusin", "input"];
  const search = () => {
    use.forEach((type) => removeEventListener(type, sought));
    load("search-tables", "search", "search-view")[2].onload = () => window.gongkaiSearch || root.setAttribute("data-js", "old");
  };
  const sought = ({ target }) => target.closest("[role=search]") && search();
  use.forEach((type) => addEventListener(type, sought));
  if (location.search && document.querySelector("[data-find]")) search();
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea")) return;
    const field = all("[name=q]").find((one) => one.offsetParent);
    if (!field) return;
    event.preventDefault();
    field.focus();
  });

  if (!window.speechSynthesis) all("[data-do=read]").forEach((button) => button.remove());

  // Folded parts belong on paper, too.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open], .fold, .menu)");
    opened.forEach((part) => (part.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((part) => (part.open = false)));

  // Before the first scrolling there is nothing to follow.
  if (document.querySelector(".contents a")) addEventListener("scroll", () => load("gongkai-contents"), { once: true, passive: true });

  show();
})();
