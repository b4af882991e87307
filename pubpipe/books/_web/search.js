// The search: pairs of neighbouring characters lead to the paragraphs that hold them; Chinese needs no words for that.
"use strict";
(() => {
  const MOST = 50; // hits shown
  const AROUND = 40; // characters shown on either side of a hit
  const ENOUGH = 0.3; // the part of a question's pairs a paragraph must hold where none holds all of it
  const {pages, texts} = window.pubpipeTexts;
  const folded = text => text.normalize("NFKC").toLowerCase();
  const plain = texts.map(each => folded(each[3]));
  let index = null;
  // What a hit is headed by: its page, and its section where it has one.
  let title = "";
  const headings = texts.map(([page, , heading, text], number) => {
    if (!number || texts[number - 1][0] !== page) title = "";
    else if (heading) title = ` › ${text}`;
    return pages[page][1] + title;
  });

  const pairs = text => {
    const found = new Set();
    for (let place = 0; place + 1 < text.length; place++) found.add(text.slice(place, place + 2));
    return found;
  };
  const indexed = () => {
    if (index) return index;
    index = new Map();
    plain.forEach((text, number) => {
      for (const pair of pairs(text)) {
        if (index.has(pair)) index.get(pair).push(number); else index.set(pair, [number]);
      }
    });
    return index;
  };
  const holding = word => {
    if (word.length < 2) return plain.flatMap((text, number) => text.includes(word) ? [number] : []);
    let rarest = null;
    for (const pair of pairs(word)) {
      const held = indexed().get(pair) || [];
      if (!rarest || held.length < rarest.length) rarest = held;
    }
    return rarest.filter(number => plain[number].includes(word));
  };
  // All the words, as they are written; headings first, then where they stand most often.
  const exact = words => {
    const sets = words.map(word => new Set(holding(word)));
    const common = [...sets[0]].filter(number => sets.every(set => set.has(number)));
    const times = number => words.reduce((sum, word) => sum + plain[number].split(word).length - 1, 0);
    return common.map(number => [number, times(number) + 10 * texts[number][2]]);
  };
  // Else what holds the most of their pairs, the rare ones counting for more.
  const near = words => {
    const scores = new Map();
    let whole = 0;
    for (const pair of new Set(words.flatMap(word => [...pairs(word)]))) {
      const held = indexed().get(pair);
      if (!held) continue;
      const weight = Math.log(1 + texts.length / (1 + held.length));
      whole += weight;
      for (const number of held) scores.set(number, (scores.get(number) || 0) + weight);
    }
    return [...scores].filter(([, score]) => score >= ENOUGH * whole);
  };
  const search = question => {
    const words = folded(question).split(/[\s\u3000，。、；：？！“”‘’（）《》]+/u).filter(Boolean);
    if (!words.length) return {words, hits: [], whole: true};
    const found = exact(words);
    const hits = found.length ? found : near(words);
    hits.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    return {words, hits: hits.map(hit => hit[0]), whole: found.length > 0};
  };

  const marked = (text, words) => {
    const low = folded(text);
    const sought = low.length === text.length ? words : [];
    const starts = sought.map(word => low.indexOf(word)).filter(start => start >= 0);
    const first = Math.max(0, (starts.length ? Math.min(...starts) : 0) - AROUND);
    const last = Math.min(text.length, first + 3 * AROUND);
    const shown = document.createElement("p");
    if (first) shown.append("…");
    let place = first;
    while (place < last) {
      const next = sought.map(word => [low.indexOf(word, place), word.length])
        .filter(([start]) => start >= 0 && start < last).sort((one, other) => one[0] - other[0])[0];
      if (!next) break;
      shown.append(text.slice(place, next[0]));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(next[0], next[0] + next[1]);
      shown.append(mark);
      place = next[0] + next[1];
    }
    shown.append(text.slice(place, Math.max(place, last)));
    if (last < text.length) shown.append("…");
    return shown;
  };
  const told = (question, {hits, whole}) => {
    if (!question.trim()) return "";
    if (!hits.length) return `没有找到“${question}”。`;
    const shown = hits.length > MOST ? `，列出前${MOST}处` : "";
    return whole ? `找到${hits.length}处${shown}。` : `没有与“${question}”完全相符的段落，找到${hits.length}处相近的${shown}。`;
  };
  const answer = question => {
    const found = search(question);
    const list = document.getElementById("site-hits");
    list.replaceChildren(...found.hits.slice(0, MOST).map(number => {
      const [page, place, , text] = texts[number];
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = pages[page][0] + (place ? `#${place}` : "");
      link.textContent = headings[number];
      item.append(link, marked(text, found.words));
      return item;
    }));
    document.getElementById("site-told").textContent = told(question, found);
  };

  const input = document.getElementById("site-query");
  const asked = new URLSearchParams(location.search).get("q") || "";
  input.value = asked;
  answer(asked);
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => answer(input.value), 150);
  });
  input.form.addEventListener("submit", event => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
    answer(input.value);
  });
})();
