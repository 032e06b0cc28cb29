// The contents list marks where the reader is. Loaded by gongkai.js with the first scrolling of a page that has such a list.
(() => {
  const places = [...document.querySelectorAll(".contents a")]
    .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
    .filter(([, heading]) => heading);
  let current, waiting;
  const follow = () => {
    waiting = false;
    const passed = places.filter(([, heading]) => heading.getBoundingClientRect().top < innerHeight / 4);
    const [link] = passed.pop() || [];
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    if ((current = link)) current.setAttribute("aria-current", "true");
  };
  const later = () => waiting || ((waiting = true), requestAnimationFrame(follow));
  addEventListener("scroll", later, { passive: true });
  follow();
})();
