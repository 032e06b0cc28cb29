// Reads a page aloud, block by block. In: the button that was pressed. Loaded by gongkai.js with its first press, because few
// pages are ever listened to.
(() => {
  const voice = speechSynthesis;
  let turn = null;

  globalThis.gongkaiRead ||= (button) => {
    const stop = () => {
      turn = null;
      voice.cancel();
      button.setAttribute("aria-pressed", "false");
    };
    if (turn) return stop();
    const blocks = [...document.querySelectorAll("[data-read] :is(h1,h2,h3,h4,p,li,td,th,dt,dd,figcaption)")];
    const queue = blocks.filter((block) => !block.querySelector("p,li") && block.textContent.trim());
    const own = (turn = {});
    const next = () => {
      if (turn !== own) return;
      const block = queue.shift();
      if (!block) return stop();
      const speech = new SpeechSynthesisUtterance(block.textContent);
      speech.lang = "zh-CN";
      speech.onend = speech.onerror = next;
      voice.speak(speech);
    };
    voice.cancel();
    next();
    if (turn) button.setAttribute("aria-pressed", "true");
  };
  addEventListener("pagehide", () => voice.cancel());
})();
