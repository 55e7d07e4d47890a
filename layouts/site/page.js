// On pages of documents: the contents show where one reads, and a citation can be taken along. Both pages serve
// without it.
(function () {
  "use strict";
  const links = [...document.querySelectorAll("#contents a[href^='#']")];
  const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let shown = null, asked = false;

  // The last section that began above the upper third of the window.
  function mark() {
    asked = false;
    const line = window.innerHeight / 3;
    let now = null;
    places.forEach((place, position) => {
      if (place && place.getBoundingClientRect().top <= line) now = links[position];
    });
    if (now === shown) return;
    if (shown) shown.removeAttribute("aria-current");
    if (now) now.setAttribute("aria-current", "true");
    shown = now;
    const list = document.getElementById("contents");
    if (now && list.scrollHeight > list.clientHeight) {
      list.scrollTop = now.offsetTop - list.offsetTop - list.clientHeight / 2;
    }
  }

  function soon() {
    if (!asked) requestAnimationFrame(mark);
    asked = true;
  }

  if (links.length) {
    addEventListener("scroll", soon, { passive: true });
    addEventListener("resize", soon);
    mark();
  }

  for (const button of document.querySelectorAll("button[data-copy]")) {
    const words = document.getElementById(button.dataset.copy), told = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(words.textContent);
        told.textContent = button.dataset.done;
      } catch (error) { // an old browser, or a host without https: the words are marked to be copied by hand
        getSelection().selectAllChildren(words);
        told.textContent = button.dataset.else;
      }
    });
  }
})();
