/** Marks the words that a search found, where the address names them: ?marker=ord+ord. The page itself is left as it is. */
(function () {
  "use strict";
  const NAME = "fagarkiv";
  const PARAMETER = "marker";
  const MOST_WORDS = 12;
  const MOST_TYPED = 400;
  const MOST_MARKS = 500;
  const PLACES = ".fa-article h1, .fa-lead p, .fa-body";
  const WORD = /[\p{L}\p{N}]+/gu;
  const asked = new URLSearchParams(location.search).get(PARAMETER);
  // A browser from before 2025 shows the page unmarked.
  if (!asked || !window.Highlight || !CSS.highlights) return;

  /** @param {string} text @returns {string} */
  function folded(text) {
    return text.normalize("NFC").toLowerCase();
  }

  /** Give the places of some words in the text of the page. @param {Set<string>} words @returns {Range[]} */
  function places(words) {
    /** @type {Range[]} */
    const found = [];
    for (const part of document.querySelectorAll(PLACES)) {
      const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const node = /** @type {Text} */ (texts.currentNode);
        for (const word of node.data.matchAll(WORD)) {
          if (found.length === MOST_MARKS) return found;
          if (words.has(folded(word[0]))) found.push(rangeOf(node, word.index, word[0].length));
        }
      }
    }
    return found;
  }

  /** @param {Text} node @param {number} from @param {number} length */
  function rangeOf(node, from, length) {
    const range = new Range();
    range.setStart(node, from);
    range.setEnd(node, from + length);
    return range;
  }

  const words = folded(asked.slice(0, MOST_TYPED)).match(WORD) || [];
  const found = places(new Set(words.slice(0, MOST_WORDS)));
  const button = document.getElementById("fa-marker");
  if (!found.length || !button) return;
  CSS.highlights.set(NAME, new Highlight(...found));
  button.hidden = false;
  button.addEventListener("click", () => {
    CSS.highlights.delete(NAME);
    button.hidden = true;
    const address = new URL(location.href);
    address.searchParams.delete(PARAMETER);
    history.replaceState(null, "", address);
    document.getElementById("innhold")?.focus({ preventScroll: true });
  });
})();
