// The words of a text as search takes them. naba/words.py does the same, letter for letter.
"use strict";

const Words = (() => {
  const FORMAT = new RegExp(
    "[\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u180e\\u200b-\\u200f"
    + "\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb\\u{110bd}\\u{110cd}"
    + "\\u{1bca0}-\\u{1bca3}\\u{e0001}\\u{e0020}-\\u{e007f}]", "gu");
  const VOWELS = /[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g;
  const ACCENTS = /[\u0300-\u036f]/g;
  const SAME = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ı: "i", ς: "σ" };
  const LETTERS = {};
  [..."أإآٱىیکةؤئ"].forEach((each, at) => { LETTERS[each] = [..."اااايي" + "كهءء"][at]; });
  [..."٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"].forEach((each, at) => { LETTERS[each] = String(at % 10); });
  const PREFIXES = ["وال", "بال", "كال", "فال", "ال", "لل"];
  const SUFFIXES = ["يين", "يون", "يات", "يه", "يا", "ها", "ين", "ون", "ات", "ه", "ي"];
  const JOINED = { و: 4, ب: 4, ل: 4, ف: 5, ك: 5 };
  const WHOLE = new Set("الله الان التي الذي الذين hamas news".split(" "));
  // What may be the beginning of a word: no number, and nothing short. "War" is no "warning".
  const BEGUN = /^\D{4,}$/;

  const mapped = (text, table) => text.replace(/./gu, (each) => table[each] ?? each);

  function fold(text) {
    const bare = text.replace(FORMAT, "").normalize("NFKC").replace(VOWELS, "");
    return mapped(bare, LETTERS).toLowerCase().normalize("NFKC");
  }

  function of(text) {
    const bare = fold(text).normalize("NFD").replace(ACCENTS, "").normalize("NFC");
    return mapped(bare, SAME).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  }

  function arabic(word) {
    const before = PREFIXES.find((each) => word.startsWith(each) && word.length >= 2 * each.length);
    const rest = before ? word.slice(before.length) : word;
    const after = SUFFIXES.find((each) => rest.endsWith(each) && rest.length - each.length >= 3);
    return after ? rest.slice(0, -after.length) : rest;
  }

  function english(word) {
    if (word.length < 4) return word;
    if (word.endsWith("ies")) return word.slice(0, -2);
    if (/[^aeiou]y$/.test(word)) return word.slice(0, -1) + "i";
    if (/(ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
    return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
  }

  const isPlain = (word) => !/[\ud800-\udfff]/.test(word); // each letter counts as one

  function light(word) {
    if (WHOLE.has(word)) return word;
    if (word[0] >= "ء" && word[0] <= "ي") return isPlain(word) ? arabic(word) : word;
    return /^[\0-\x7f]+$/.test(word) ? english(word) : word;
  }

  const isJoined = (word, least) => word.length >= least && isPlain(word);

  // A word as a text has it: by itself, by its stem, and without a letter that may be joined.
  function forms(word) {
    const found = new Set([word, light(word)]);
    if (isJoined(word, JOINED[word[0]])) found.add(light(word.slice(1)));
    return found;
  }

  // What somebody asks for. Short words are asked for as they are: «وزير» is not «زير».
  function ask(word, begun) {
    const found = new Set([word, light(word)]);
    if (JOINED[word[0]] && isJoined(word, 5)) found.add(light(word.slice(1)));
    return { word, forms: found, begun: begun && BEGUN.test(word), known: new Map() };
  }

  // The words of a question; the last is taken for the beginning of one, unless a blank follows.
  function asked(text) {
    const all = of(text);
    return all.map((word, at) => ask(word, at === all.length - 1 && !/\s$/.test(text)));
  }

  function matches({ word, forms: sought, begun, known }, other) {
    if (!known.has(other))
      known.set(other, [...forms(other)].some(
        (form) => sought.has(form) || (begun && form.startsWith(word))));
    return known.get(other);
  }

  // What to look for among a year's stems, so that no month is passed over that holds the word.
  function* probes({ word, forms, begun }) {
    for (const form of forms) {
      yield ` ${form} `;
      yield ` ${light(form)} `;
    }
    for (const before of begun ? ["", ...PREFIXES] : []) {
      if (!word.startsWith(before)) continue;
      const rest = word.slice(before.length);
      yield ` ${rest}`;
      for (let cut = 1; cut <= 3 && cut < rest.length; cut++) yield ` ${rest.slice(0, -cut)} `;
    }
  }

  // The months of a year, a bit for each, in which all words may occur. `stems` are by months.
  function months(stems, asked) {
    return asked.reduce((all, each) => {
      const sought = [...probes(each)];
      let held = 0;
      for (const [months, text] of Object.entries(stems))
        if (sought.some((probe) => ` ${text} `.includes(probe))) held |= months;
      return all & held;
    }, 0xfff);
  }

  return { asked, fold, forms, light, matches, months, of };
})();
