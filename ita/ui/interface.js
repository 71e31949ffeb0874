// Says Streamlit's own words in the language of the page. INTERFACE holds pairs of the wording in
// the page's language and that in the other one; "#" stands for a number. Only whole texts of the
// interface are replaced, never a part of a text, and nothing that a file or a visitor wrote: what
// stands in texts, tables, options and charts of the page is left as it is. It also prepares the page
// for paper.
(() => {
  const {language, pairs} = INTERFACE;
  const attributes = ["aria-label", "title", "placeholder", "data-title"];
  const content = [
    "stMarkdown", "stText", "stHtml", "stHeading", "stCaptionContainer", "stMetric", "stAlert",
  ].map((name) => `[data-testid="${name}"]`).concat("table", ".score-rows", "[role=option]", "svg").join();
  const wordings = new Map(pairs.map(([here, there]) => [there, here]));

  const translated = (text) => {
    const trimmed = (text ?? "").trim();
    const numbers = [];
    const pattern = trimmed.replace(/\d+/g, (number) => (numbers.push(number), "#"));
    const wording = wordings.get(trimmed) ?? wordings.get(pattern);
    return wording?.replace(/#/g, () => numbers.shift());
  };
  const translateAttributes = (element) => {
    for (const name of attributes) {
      // A button of a table or a picture says of which one it is behind a colon.
      const [, own, rest] = (element.getAttribute(name) ?? "").match(/^([^:]*)(: .*)?$/s) ?? [];
      const wording = translated(own);
      if (wording) element.setAttribute(name, wording + (rest ?? ""));
    }
  };
  const translate = (root) => {
    if (root.nodeType === Node.TEXT_NODE) {
      const wording = !root.parentElement?.closest(content) && translated(root.nodeValue);
      if (wording) root.nodeValue = wording;
      return;
    }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    translateAttributes(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.ELEMENT_NODE) translateAttributes(node);
      else translate(node);
    }
  };

  // Tables for paper are made of their text when the page is printed.
  const fillPrintedTables = () => {
    for (const table of document.querySelectorAll(".printed-table")) {
      table.innerHTML = table.dataset.table;
    }
  };
  window.onbeforeprint = fillPrintedTables;
  window.printMedium ??= matchMedia("print");
  window.printMedium.onchange = fillPrintedTables;

  document.documentElement.lang = language;
  window.interfaceObserver?.disconnect();
  window.interfaceObserver = new MutationObserver((mutations) => {
    for (const mutation of mutations) {
      if (mutation.type === "childList") mutation.addedNodes.forEach(translate);
      else if (mutation.type === "attributes") translateAttributes(mutation.target);
      else translate(mutation.target);
    }
  });
  window.interfaceObserver.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributeFilter: attributes,
  });
  translate(document.body);
})();
