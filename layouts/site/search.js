// Search on the page search.html. Without it, or opened from a disk, the list of
// everything below the form serves instead.
(function () {
  "use strict";
  const form = document.getElementById("search"), told = document.getElementById("told");
  const found = document.getElementById("found"), everything = document.getElementById("everything");
  const say = form.dataset, filters = [...form.querySelectorAll("select")], field = form.elements.q;
  const onDisk = location.protocol === "file:", FEW = 10;
  let turn = 0, index = null;

  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function wanted() {
    const chosen = filters.filter((each) => each.value).map((each) => [each.name, each.value]);
    return { words: field.value.trim(), chosen: Object.fromEntries(chosen) };
  }

  function tell(count, words) {
    const key = count === 0 ? "none" : count === 1 ? "one" : "many";
    told.textContent = fill(say[key], { n: count, q: "“" + words + "”" });
    if (count === 0) wayOn();
  }

  // Nothing found: the list of everything, and the same words without what narrows them down.
  function wayOn() {
    told.append(" " + say.on + " ", link("#everything", say.list.toLowerCase()), ".");
    const narrowed = filters.filter((each) => each.value);
    if (!narrowed.length || !field.value.trim()) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = say.anywhere;
    button.addEventListener("click", () => {
      for (const each of narrowed) each.value = "";
      run();
      field.focus();
    });
    told.append(" ", button);
  }

  function link(href, words) {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = words;
    return made;
  }

  // Pagefind gives excerpts as HTML: words escaped, hits in <mark>. Only those two are taken over.
  function excerpt(html) {
    const line = document.createElement("p");
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    for (const node of parsed.childNodes) {
      const part = node.nodeName === "MARK" ? document.createElement("mark") : document.createTextNode("");
      part.textContent = node.textContent;
      line.append(part);
    }
    return line;
  }

  function shown(result) {
    const item = document.createElement("li"), title = document.createElement("h3");
    const kind = document.createElement("p");
    kind.className = "eyebrow";
    kind.textContent = [result.meta.kind, result.meta.principle].filter(Boolean).join(" · ");
    title.append(link(result.url, result.meta.title));
    item.append(kind, title, excerpt(result.excerpt));
    const parts = result.sub_results.filter((part) => part.url !== result.url).slice(0, 3);
    if (parts.length) {
      const list = document.createElement("ul");
      for (const part of parts) {
        const line = document.createElement("li");
        line.append(link(part.url, part.title));
        list.append(line);
      }
      item.append(list);
    }
    return item;
  }

  async function more(results, from, mine) {
    const data = await Promise.all(results.slice(from, from + FEW).map((result) => result.data()));
    if (mine !== turn) return;
    found.append(...data.map(shown));
    if (from + FEW < results.length) {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.textContent = say.more;
      button.addEventListener("click", async () => {
        const next = item.previousElementSibling;
        item.remove();
        await more(results, from + FEW, mine);
        const first = next.nextElementSibling && next.nextElementSibling.querySelector("a");
        if (first) first.focus();
      });
      item.append(button);
      found.append(item);
    }
  }

  async function search() {
    const mine = ++turn, { words, chosen } = wanted();
    found.replaceChildren();
    told.textContent = "";
    if (!words && !Object.keys(chosen).length) return;
    told.textContent = say.wait;
    try {
      if (!index) {
        index = await import(new URL("pagefind/pagefind.js", document.baseURI).href);
        await index.options({ baseUrl: new URL(".", document.baseURI).pathname });
      }
      const answer = await index.search(words || null, { filters: chosen });
      if (mine !== turn) return;
      tell(answer.results.length, words || Object.values(chosen).join(", "));
      await more(answer.results, 0, mine);
    } catch (error) {
      if (mine === turn) told.textContent = say.failed;
    }
  }

  // From a disk no script may read the index: the list of everything is narrowed down by its own words.
  function narrow() {
    const { words, chosen } = wanted(), parts = words.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const item of everything.querySelectorAll("li[data-kind]")) {
      const text = item.textContent.toLowerCase();
      const fits =
        parts.every((part) => text.includes(part)) &&
        Object.entries(chosen).every(([name, value]) => item.dataset[name].split("|").includes(value));
      item.hidden = !fits;
      count += fits;
    }
    if (!words && !Object.keys(chosen).length) told.textContent = say.local;
    else tell(count, words || Object.values(chosen).join(", "));
  }

  function run() {
    const { words, chosen } = wanted();
    const query = new URLSearchParams({ ...(words ? { q: words } : {}), ...chosen }).toString();
    history.replaceState(null, "", query ? "?" + query : location.pathname);
    return onDisk ? narrow() : search();
  }

  const given = new URLSearchParams(location.search);
  field.value = given.get("q") || "";
  for (const each of filters) each.value = given.get(each.name) || "";
  form.hidden = false;
  document.getElementById("unscripted").hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  let soon = 0;
  field.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(run, 250);
  });
  for (const each of filters) each.addEventListener("change", run);
  if (onDisk) narrow();
  else if (field.value || filters.some((each) => each.value)) search();
})();
