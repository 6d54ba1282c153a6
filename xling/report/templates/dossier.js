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

  // Filters. Dismissed flags stay hidden unless they are asked for.
  const unchecked = (name) => new Set(all(`input[data-${name}]`).filter((i) => !i.checked).map((i) => i.dataset[name]));
  const one = document.getElementById("one"), past = document.getElementById("past");
  const counted = document.getElementById("fn"), total = all(".flag").length;
  const filter = () => {
    const severities = unchecked("sev"), families = unchecked("fam"), verdicts = unchecked("ver"), blames = unchecked("blame");
    const asked = past.getAttribute("aria-pressed") === "true", article = one ? one.value : "";
    for (const f of all(".flag")) {
      const left = severities.has(f.dataset.sev) || families.has(f.dataset.fam) || blames.has(f.dataset.blame) || (article && f.dataset.art !== article);
      const dismissed = f.classList.contains("gone");
      f.classList.toggle("off", left || dismissed);
      f.classList.toggle("past", dismissed && asked && !left);
    }
    const open = all(".flag:not(.off)");
    counted.textContent = open.length === total ? String(total) : `${open.length} of ${total}`;
    for (const h of all("h3[data-group]")) {
      const shown = open.filter((f) => f.dataset.group === h.dataset.group).length;
      h.classList.toggle("off", !shown && !all(`.flag.past[data-group="${h.dataset.group}"]`).length);
      h.querySelector("small").textContent = String(shown);
    }
    for (const l of all(".link")) l.classList.toggle("off", verdicts.has(l.dataset.ver));
  };
  all("input[type=checkbox]").forEach((i) => i.addEventListener("change", filter));
  if (one) one.addEventListener("change", filter);
  past.addEventListener("click", () => {
    past.setAttribute("aria-pressed", String(past.getAttribute("aria-pressed") !== "true"));
    show();
  });

  // Text to the clipboard; where the browser does not allow it, in a box to copy it from.
  const toClipboard = async (button, text, label) => {
    const said = button.firstChild.textContent;
    try { await navigator.clipboard.writeText(text); } catch { prompt(label, text); return; }
    button.firstChild.textContent = said.replace(/^copy/i, "Copied").replace(" suppressions", "");
    setTimeout(() => { button.firstChild.textContent = said; }, 1500);
  };
  all(".take").forEach((b) => b.addEventListener("click", () => toClipboard(b, b.parentElement.querySelector("span").textContent, "Suggestion")));

  // Dismissals live in this browser, can be undone one by one, and can be copied as lines of a suppression file.
  const key = "xling:" + location.pathname;
  let gone = [];
  try { gone = JSON.parse(localStorage.getItem(key) || "[]"); } catch { gone = []; }
  const here = new Set(all(".flag").map((f) => f.dataset.fp));
  gone = gone.filter((g) => here.has(g.fingerprint));  // of an earlier run into this folder
  const copy = document.getElementById("copy");
  const show = () => {
    const reasons = new Map(gone.map((g) => [g.fingerprint, g.reason]));
    for (const f of all(".flag")) {
      const reason = reasons.get(f.dataset.fp), button = f.querySelector(".dismiss");
      f.classList.toggle("gone", reason !== undefined);
      button.textContent = reason === undefined ? "dismiss" : "restore";
      button.title = reason === undefined ? "Not an error: hide it and note a suppression" : "Dismissed: " + reason;
    }
    copy.hidden = past.hidden = !gone.length;
    if (!gone.length) past.setAttribute("aria-pressed", "false");
    past.textContent = past.getAttribute("aria-pressed") === "true" ? "Hide dismissed" : "Show dismissed";
    document.getElementById("dn").textContent = String(gone.length);
    try { localStorage.setItem(key, JSON.stringify(gone)); } catch { /* private window: kept until the page closes */ }
    filter();
  };
  const dismiss = (f) => {
    let reason = prompt("Why is this not an error?", "");
    while (reason !== null && !reason.trim()) reason = prompt("A suppression needs a reason. Why is this not an error?", "");
    if (reason === null) return false;
    gone.push({ fingerprint: f.dataset.fp, rule: f.dataset.rule, quote: f.dataset.quote, reason: reason.replace(/\s+/g, " ").trim() });
    show();
    return true;
  };
  const restore = (f) => { gone = gone.filter((g) => g.fingerprint !== f.dataset.fp); show(); };
  all(".dismiss").forEach((b) => b.addEventListener("click", () => {
    const f = b.closest(".flag");
    if (f.classList.contains("gone")) restore(f); else dismiss(f);
  }));
  copy.addEventListener("click", () => {
    const text = gone.map((g) => `${g.fingerprint}\t${g.rule}\t${g.reason}\t${g.quote || ""}\n`).join("");
    toClipboard(copy, text, "Lines for the suppression file");
  });

  // Keyboard: n and p walk the flags, d dismisses the focused one, u takes the last dismissal back.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]),textarea,select")) return;
    const flags = all(".flag:not(.off)"), at = flags.indexOf(document.activeElement.closest(".flag"));
    const go = (f) => { if (f) { f.scrollIntoView({ block: "center" }); f.focus({ preventScroll: true }); } };
    if (event.key === "n") go(flags[at + 1] || flags[0]);
    else if (event.key === "p") go(flags[at - 1] || flags[flags.length - 1]);
    else if (event.key === "d" && at >= 0) { event.preventDefault(); if (dismiss(flags[at])) go(flags[at + 1] || flags[at - 1]); }
    else if (event.key === "u" && gone.length) { gone.pop(); show(); }
  });
  show();
})();
