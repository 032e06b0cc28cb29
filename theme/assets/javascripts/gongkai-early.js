// Runs before the first paint: the reader's settings become attributes of <html>, so nothing moves later.
(function (root) {
  root.setAttribute("data-js", "");
  try {
    ["theme", "size", "elder"].forEach(function (key) {
      var value = localStorage.getItem("gongkai." + key);
      if (value) root.setAttribute("data-" + key, value);
    });
  } catch (blocked) {}
})(document.documentElement);
