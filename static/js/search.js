// Searches the newspaper on the reader's machine: reads its months from the newest back and shows
// the stories that hold all words. Without this file the page leads to the lists of stories.
"use strict";

(() => {
  const MOST = 30; // results, and
  const YEARS = 2; // years, before the reader is asked whether to go on
  const AHEAD = 3; // documents that are fetched at one time
  const [form, input, found, list, failed, onward, ways, says] = ["form.search", "#query", "#found",
    "#results", "#failed", "#onward", "#ways", "#says"].map((each) => document.querySelector(each));
  const say = JSON.parse(says.textContent);
  const months = form.dataset.months.split(" ").filter(Boolean); // newest first
  const years = [...new Set(months.map((month) => month.slice(0, 4)))];
  const rules = new Intl.PluralRules(document.documentElement.lang);
  const title = document.title;
  const docs = new Map();
  let now; // the search that is shown

  function read(name) {
    if (!docs.has(name)) {
      const doc = fetch(`${form.getAttribute("action")}${name}.json`).then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      });
      doc.catch(() => docs.delete(name)); // to be asked for again
      docs.set(name, doc);
    }
    return docs.get(name);
  }

  // What is said

  function fill(forms, places = {}) {
    const text = forms[rules.select(places.n ?? 0)] ?? forms.other;
    return text.replace(/{(\w+)}/g, (_, name) => String(places[name])
      .replace(/\d/g, (digit) => [...form.dataset.digits][digit]));
  }

  function span(years) {
    const [first, last] = [years.at(-1), years[0]];
    return first === last ? fill(say.year, { year: last }) : fill(say.years, { first, last });
  }

  function tell(search, broken) {
    const { shown: n, queue, ahead, open, past } = search;
    const isCut = broken || queue.length + ahead.length + open.length > 0;
    if (!isCut) found.textContent = fill(n ? say.count : say.none, { n, years: span(past) });
    else found.textContent = n ? fill(say.newest, { n }) : "";
    const next = years.slice(past.length, past.length + YEARS);
    if (broken) onward.textContent = fill(say.retry);
    else if (isCut) onward.textContent = fill(say.more);
    else if (next.length) onward.textContent = fill(say.older, { years: span(next) });
    failed.hidden = !broken;
    ways.hidden = isCut || n > 0;
    onward.hidden = !(isCut || next.length);
  }

  // A story among the results. Whatever is marked is a whole word: markup in an Arabic word would
  // break its joins.

  function make(name, className, ...inside) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  }

  const isAsked = (asked, text) =>
    Words.of(text).some((word) => asked.some((each) => Words.matches(each, word)));

  const marked = (asked, text) => text.split(/([\p{L}\p{M}\p{N}\u00ad\u200c\u200d]+)/u).map(
    (piece, at) => (at % 2 && isAsked(asked, piece) ? make("mark", "", piece) : piece));

  function row(asked, story, section) {
    const link = make("a", "", ...marked(asked, story.title));
    const time = make("time", "", story.day);
    const stamp = make("p", "stamp", time);
    const labels = [section, story.kind && fill(say[story.kind] ?? { other: "" })]
      .filter(Boolean).map((text) => make("span", "", ...marked(asked, text)));
    for (const name of story.names ?? [])
      if (isAsked(asked, name)) labels.push(make("bdi", "", ...marked(asked, name)));
    const words = make("div", "card-words");
    const card = make("article", "card card-row", words);
    if (story.section) card.dataset.section = story.section;
    link.href = story.url;
    time.dateTime = story.date;
    if (story.lang) {
      Object.assign(link, { lang: story.lang, dir: story.dir });
      stamp.append(" ", make("span", "tongue", story.foreign));
    }
    if (labels.length) words.append(make("p", "kicker", ...labels));
    words.append(make("h2", "card-title", link));
    if (story.summary) words.append(make("p", "card-summary", ...marked(asked, story.summary)));
    words.append(stamp);
    return card;
  }

  // The search

  async function enter({ asked, ahead, past }, year) {
    const older = months.filter((month) => month.startsWith(year) && month !== months[0]);
    const held = older.length ? Words.months((await read(year)).stems, asked) : 0;
    ahead.push(...older.filter((month) => held & (1 << (month.slice(5) - 1))));
    past.push(year);
  }

  async function gather({ asked, ahead }) {
    for (const month of ahead.slice(0, AHEAD)) read(month);
    const { sections, stories } = await read(ahead[0]);
    return stories.filter((story) => {
      const texts = [story.title, story.summary, sections[story.section], ...(story.names ?? [])];
      const words = new Set(Words.of(texts.join("\n")));
      return asked.every((each) => [...words].some((word) => Words.matches(each, word)));
    }).map((story) => row(asked, story, sections[story.section]));
  }

  async function advance(search) {
    let first;
    for (let room = MOST; room > 0 && search === now;) {
      const { ahead, open, queue } = search;
      if (queue.length) {
        const next = queue.splice(0, room);
        first ??= next[0];
        room -= next.length;
        search.shown += next.length;
        list.append(...next);
        list.hidden = false;
      } else if (ahead.length) {
        const rows = await gather(search);
        queue.push(...rows);
        ahead.shift();
      } else if (open.length) {
        await enter(search, open[0]);
        open.shift();
      } else break;
    }
    return first;
  }

  async function go(search) {
    if (search.busy) return;
    search.busy = true;
    found.textContent = fill(say.busy);
    const byKey = document.activeElement === onward;
    const first = await advance(search).catch(() => null);
    search.busy = false;
    if (search !== now) return;
    tell(search, first === null);
    if (byKey && first) first.querySelector(".card-title a").focus();
    else if (byKey && onward.hidden) found.focus();
  }

  function begin() {
    const text = new URLSearchParams(location.search).get("q") ?? "";
    const asked = Words.asked(text);
    input.value = text;
    turn();
    document.title = asked.length ? `${text.trim()} – ${title}` : title;
    found.textContent = "";
    list.replaceChildren();
    list.hidden = failed.hidden = onward.hidden = true;
    ways.hidden = asked.length * months.length > 0;
    // The newest month is read at once, and beside it what the others of its year hold.
    const open = years.slice(0, YEARS);
    now = { asked, ahead: months.slice(0, 1), open, past: [], queue: [], shown: 0 };
    if (!ways.hidden) return;
    if (months.some((month) => month !== months[0] && month.startsWith(years[0]))) read(years[0]);
    go(now);
  }

  // A line of nothing runs as the page does.
  function turn() {
    input.dir = input.value ? "auto" : "";
  }

  input.addEventListener("input", turn);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = `?${new URLSearchParams({ q: input.value.trim() })}`;
    if (address !== location.search) history.pushState(null, "", address);
    begin();
  });
  onward.addEventListener("click", () => {
    const { ahead, open, past, queue } = now;
    if (!queue.length && !ahead.length && !open.length)
      open.push(...years.slice(past.length, past.length + YEARS));
    go(now);
  });
  window.addEventListener("popstate", begin);
  begin();
  if (!input.value) input.focus({ preventScroll: true });
})();
