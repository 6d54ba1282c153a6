(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const lit = [];
  const dark = () => { while (lit.length) lit.pop().classList.remove("hl"); };
  const light = (e) => { if (e) { e.classList.add("hl"); lit.push(e); } };

  // Aligned words light up together, from either side.
  for (const box of all("[data-links]")) {
    const pairs = box.dataset.links.split(" ").filter(Boolean).map((p) => p.split("-"));
    box.addEventListener("mouseover", (event) => {
      const word = event.target.closest("[data-a],[data-b]");
      dark();
      if (!word) return;
      const [here, there, at] = "a" in word.dataset ? ["a", "b", 0] : ["b", "a", 1];
      const partners = pairs.filter((p) => p[at] === word.dataset[here]).map((p) => p[1 - at]);
      if (!partners.length) return;
      all(`[data-${here}="${word.dataset[here]}"]`, box).forEach(light);
      for (const p of partners) all(`[data-${there}="${p}"]`, box).forEach(light);
    });
    box.addEventListener("mouseleave", dark);
  }

  // A marked word shows its flag on hover and leads to it on click.
  const tip = document.createElement("div");
  tip.id = "tip"; tip.hidden = true; tip.setAttribute("role", "tooltip");
  document.body.append(tip);
  const flagOf = (number) => document.getElementById("f" + number);
  for (const mark of all(".m")) {
    const flags = mark.dataset.f.split(" ").map(flagOf).filter(Boolean);
    mark.addEventListener("mouseenter", () => {
      const box = mark.getBoundingClientRect();
      tip.replaceChildren(...flags.filter((f) => !f.classList.contains("gone")).flatMap((f) => all("p:not(.ctx)", f).map((p) => p.cloneNode(true))));
      if (!tip.childNodes.length) return;
      tip.hidden = false;
      tip.style.left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 12)) + "px";
      tip.style.top = (box.bottom + tip.offsetHeight + 8 < innerHeight ? box.bottom + 6 : box.top - tip.offsetHeight - 6) + "px";
    });
    mark.addEventListener("mouseleave", () => { tip.hidden = true; });
    mark.addEventListener("click", () => { if (flags[0]) { flags[0].scrollIntoView({ block: "center" }); flags[0].focus({ preventScroll: true }); } });
  }

  // Filters.
  const unchecked = (name) => new Set(all(`input[data-${name}]`).filter((i) => !i.checked).map((i) => i.dataset[name]));
  const filter = () => {
    const severities = unchecked("sev"), families = unchecked("fam"), verdicts = unchecked("ver"), blames = unchecked("blame");
    for (const f of all(".flag")) f.classList.toggle("off", f.classList.contains("gone") || severities.has(f.dataset.sev) || families.has(f.dataset.fam) || blames.has(f.dataset.blame));
    for (const l of all(".link")) l.classList.toggle("off", verdicts.has(l.dataset.ver));
  };
  all("input[type=checkbox]").forEach((i) => i.addEventListener("change", filter));

  // Dismissals live in this browser, can be undone, and can be copied as lines of a suppression file.
  const key = "xling:" + location.pathname;
  let gone = [];
  try { gone = JSON.parse(localStorage.getItem(key) || "[]"); } catch { gone = []; }
  const copy = document.getElementById("copy");
  const show = () => {
    const set = new Set(gone.map((g) => g.fingerprint));
    for (const f of all(".flag")) f.classList.toggle("gone", set.has(f.dataset.fp));
    copy.hidden = !gone.length;
    document.getElementById("dn").textContent = String(gone.length);
    try { localStorage.setItem(key, JSON.stringify(gone)); } catch { /* private window: kept until the page closes */ }
    filter();
  };
  const dismiss = (f) => {
    const reason = prompt("Why is this not an error?", "");
    if (reason === null || !reason.trim()) return;
    gone.push({ fingerprint: f.dataset.fp, rule: f.dataset.rule, quote: f.dataset.quote, reason: reason.replace(/\s+/g, " ").trim() });
    show();
  };
  all(".dismiss").forEach((b) => b.addEventListener("click", () => dismiss(b.closest(".flag"))));
  copy.addEventListener("click", async () => {
    const text = gone.map((g) => `${g.fingerprint}\t${g.rule}\t${g.reason}\t${g.quote || ""}\n`).join("");
    try { await navigator.clipboard.writeText(text); copy.firstChild.textContent = "Copied ("; } catch { prompt("Lines for the suppression file", text); }
  });

  // Keyboard: n and p walk the flags, d dismisses the focused one, u takes the last dismissal back.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input,textarea")) return;
    const flags = all(".flag:not(.off)"), at = flags.indexOf(document.activeElement.closest(".flag"));
    const go = (f) => { if (f) { f.scrollIntoView({ block: "center" }); f.focus({ preventScroll: true }); } };
    if (event.key === "n") go(flags[at + 1] || flags[0]);
    else if (event.key === "p") go(flags[at - 1] || flags[flags.length - 1]);
    else if (event.key === "d" && at >= 0) { event.preventDefault(); dismiss(flags[at]); go(flags[at + 1]); }
    else if (event.key === "u" && gone.length) { gone.pop(); show(); }
  });
  show();
})();
