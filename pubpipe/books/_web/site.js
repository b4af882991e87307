// The pages are whole without this script. It adds: the English on demand, tips at terms and notes, the search form.
"use strict";
(() => {
  const root = document.documentElement;
  const KEPT = "pubpipe-english";
  const WORDS = {shown: "隐藏英文原文", hidden: "显示英文原文"};
  const LATE = 250; // milliseconds a tip stays when the pointer has left
  root.classList.add("js");

  const kept = () => {
    try { return localStorage.getItem(KEPT); } catch { return null; }
  };
  const keep = state => {
    try { localStorage.setItem(KEPT, state); } catch { /* the reader allows no storage: the page alone remembers */ }
  };
  const english = (state, button) => {
    root.dataset.english = state;
    if (button) button.textContent = WORDS[state];
    for (const each of document.querySelectorAll("details.original")) each.open = state === "shown";
  };
  if (kept() in WORDS) root.dataset.english = kept();

  const tips = () => {
    const bubble = document.createElement("div");
    bubble.className = "site-bubble";
    bubble.setAttribute("role", "tooltip");
    bubble.hidden = true;
    document.querySelector("main").append(bubble);
    let owner = null, leaving = 0, known = false;
    const hide = () => { bubble.hidden = true; owner = null; };
    const stay = () => clearTimeout(leaving);
    const leave = () => { stay(); leaving = setTimeout(hide, LATE); };
    const show = link => {
      stay();
      if (owner === link) return;
      const target = link.getAttribute("aria-describedby") || link.hash.slice(1);
      const told = document.getElementById(target);
      if (!told) return;
      owner = link;
      bubble.replaceChildren(...told.cloneNode(true).childNodes);
      for (const each of bubble.querySelectorAll("[id]")) each.removeAttribute("id");
      for (const each of bubble.querySelectorAll(".backlink")) each.remove();
      bubble.hidden = false;
      const box = link.getClientRects()[0], own = bubble.getBoundingClientRect();
      const above = box.bottom + own.height + 8 > innerHeight && box.top > own.height + 8;
      const left = Math.max(8, Math.min(box.left, root.clientWidth - own.width - 8));
      bubble.style.left = `${left + scrollX}px`;
      bubble.style.top = `${(above ? box.top - own.height - 6 : box.bottom + 6) + scrollY}px`;
    };
    for (const link of document.querySelectorAll("a.term, a.noteref")) {
      link.addEventListener("pointerenter", event => { if (event.pointerType !== "touch") show(link); });
      link.addEventListener("pointerleave", event => { if (event.pointerType !== "touch") leave(); });
      link.addEventListener("focus", () => show(link));
      link.addEventListener("blur", leave);
      // A finger has no way to hover: its first touch shows the tip, its second follows the link.
      link.addEventListener("pointerdown", event => { known = event.pointerType !== "touch" || owner === link; });
      link.addEventListener("click", event => {
        if (!known && event.detail) event.preventDefault();
        if (!known && event.detail) show(link);
      });
    }
    bubble.addEventListener("pointerenter", stay);
    bubble.addEventListener("pointerleave", leave);
    document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
    document.addEventListener("pointerdown", event => {
      if (owner && !bubble.contains(event.target) && !owner.contains(event.target)) hide();
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("site-english");
    if (button) {
      button.hidden = false;
      english(root.dataset.english || button.dataset.first, button);
      button.addEventListener("click", () => {
        const state = root.dataset.english === "shown" ? "hidden" : "shown";
        keep(state);
        english(state, button);
      });
    }
    const chapters = document.querySelector(".site-chapters"), here = chapters.querySelector("[aria-current]");
    if (here) chapters.scrollTop = here.offsetTop - chapters.offsetTop - chapters.clientHeight / 3;
    for (const form of document.querySelectorAll(".site-search")) form.hidden = false;
    tips();
  });
})();
