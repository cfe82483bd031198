/* The script of all pages: citations to copy, a selection of papers. The list of papers has
   search.js besides. Everything they do is extra: without them every page is complete. */
(() => {
  'use strict';

  const ROOT = new URL('../', document.currentScript.src);
  const FILE_TYPES = {
    ris: ['RIS', 'ris', 'application/x-research-info-systems'],
    bibtex: ['BibTeX', 'bib', 'application/x-bibtex'],
    'csl-json': ['CSL-JSON', 'json', 'application/vnd.citationstyles.csl+json'],
    nbib: ['nbib', 'nbib', 'application/nbib'],
  };
  const CARDS = '.paper[data-key], .paper-page[data-key]';
  const ALLOWED = new Set(['I', 'B', 'EM', 'STRONG', 'SUP', 'SUB', 'SPAN', 'A']);
  const CLASSES = new Set(['small-caps', 'nocase', 'underline']);

  const html = document.documentElement;
  const find = (selector, within = document) => within.querySelector(selector);
  const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];
  const number = (value) => value.toLocaleString('en');
  const papersWord = (count) => `${number(count)} ${count === 1 ? 'paper' : 'papers'}`;

  /** Make an element; text goes in as text, never as markup. */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(key, '');
      else if (value !== false && value != null) element.setAttribute(key, value);
    }
    element.append(...children.filter((child) => child != null && child !== false));
    return element;
  };

  const LETTERS = { ß: 'ss', ø: 'o', đ: 'd', ð: 'd', ł: 'l', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i' };
  const fold = (text) => text
    .normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase()
    .replace(/[ßøđðłæœþı]/g, (letter) => LETTERS[letter]);

  /** An address that may stand in a link: of the web, or of this site. */
  const safeAddress = (address) => {
    try {
      const url = new URL(address, ROOT);
      return ['http:', 'https:', ROOT.protocol].includes(url.protocol) ? url.href : null;
    } catch {
      return null;
    }
  };

  // ---------------------------------------------------------------- data

  const loaded = new Map();
  const records = new Map();
  let styles = [];

  /** What data files call; search.js adds to it. */
  window.ldnbib = {
    papers(n, pairs, labels) {
      styles = labels;
      for (const [key, record] of pairs) records.set(key, record);
    },
  };

  /** Load a data file as a script, which works from file:// as well; once each. */
  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        const script = make('script', { src: new URL(`data/${name}`, ROOT).href });
        script.onload = resolve;
        script.onerror = () => {
          loaded.delete(name);
          reject(new Error(`${name} could not be loaded`));
        };
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };

  /** Values kept between pages, where the browser allows it. */
  const memory = {
    prefix: `ldnbib:${ROOT.pathname}:`,
    get(name, otherwise) {
      try {
        return JSON.parse(sessionStorage.getItem(this.prefix + name)) ?? otherwise;
      } catch {
        return otherwise;
      }
    },
    set(name, value) {
      try {
        sessionStorage.setItem(this.prefix + name, JSON.stringify(value));
      } catch { /* private windows and some file:// pages keep nothing */ }
    },
  };

  // ---------------------------------------------------------------- clipboard

  /** Only the marks of a citation survive; everything else becomes its text. */
  const cleanCitation = (source) => {
    const parsed = new DOMParser().parseFromString(source, 'text/html');
    const copy = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return [node.data];
      if (node.nodeType !== Node.ELEMENT_NODE) return [];
      const inner = [...node.childNodes].flatMap(copy);
      if (!ALLOWED.has(node.tagName)) return inner;
      const attributes = {};
      if (CLASSES.has(node.className)) attributes.class = node.className;
      const address = node.tagName === 'A' && safeAddress(node.getAttribute('href'));
      if (address) Object.assign(attributes, { href: address, rel: 'noopener' });
      return [make(node.tagName.toLowerCase(), attributes, ...inner)];
    };
    return [...parsed.body.childNodes].flatMap(copy);
  };

  /** Put text on the clipboard through a selection, where there is no clipboard to write to. */
  const copyBySelection = (rich, plain) => {
    const holder = make('div', { class: 'sr-only', tabindex: '-1' }, plain);
    const focused = document.activeElement;
    let done = false;
    const onCopy = (event) => {
      event.preventDefault();
      event.stopPropagation();
      event.clipboardData.setData('text/plain', plain);
      if (rich) event.clipboardData.setData('text/html', rich);
      done = true;
    };
    document.body.append(holder);
    const selection = getSelection();
    const before = selection.rangeCount ? selection.getRangeAt(0) : null;
    selection.selectAllChildren(holder);
    document.addEventListener('copy', onCopy, true);
    try {
      document.execCommand('copy');
    } finally {
      document.removeEventListener('copy', onCopy, true);
      selection.removeAllRanges();
      if (before) selection.addRange(before);
      holder.remove();
      focused?.focus?.({ preventScroll: true });
    }
    return done;
  };

  const copy = async (rich, plain) => {
    try {
      if (rich && typeof ClipboardItem === 'function') {
        await navigator.clipboard.write([new ClipboardItem({
          'text/html': new Blob([rich], { type: 'text/html' }),
          'text/plain': new Blob([plain], { type: 'text/plain' }),
        })]);
      } else if (rich) {
        return copyBySelection(rich, plain);
      } else {
        await navigator.clipboard.writeText(plain);
      }
      return true;
    } catch {
      return copyBySelection(rich, plain);
    }
  };

  /** Copy citations: paragraphs or a numbered list for word processors, and lines of text. */
  const copyCitations = async (elements, asRich, status, isNumbered = false) => {
    const plain = elements.map((one, at) => (
      (isNumbered ? `${at + 1}. ` : '') + one.textContent.replace(/\s+/g, ' ').trim()
    )).join('\n');
    const tag = isNumbered ? 'li' : 'p';
    const parts = elements.map((one) => `<${tag}>${one.innerHTML.trim()}</${tag}>`).join('\n');
    const rich = isNumbered ? `<ol>\n${parts}\n</ol>` : parts;
    const done = await copy(asRich ? rich : null, plain);
    const what = elements.length === 1 ? 'the citation' : `${number(elements.length)} citations`;
    status.textContent = done
      ? `Copied ${what} ${asRich ? 'with formatting' : 'as plain text'}.`
      : 'The browser did not allow copying; select the text and copy it.';
  };

  // ---------------------------------------------------------------- citation box

  const setUpCitations = (box) => {
    const choice = find('select', box);
    const citations = findAll('.citation', box);
    const status = find('.copy-status', box);
    const show = (style) => {
      for (const one of citations) one.hidden = one.dataset.style !== style;
    };
    const visible = () => citations.filter((one) => !one.hidden);
    if (choice) {
      const kept = memory.get('style');
      if ([...choice.options].some((option) => option.value === kept)) choice.value = kept;
      show(choice.value);
      choice.addEventListener('change', () => {
        show(choice.value);
        memory.set('style', choice.value);
        status.textContent = '';
      });
    }
    for (const [selector, asRich] of [['.copy-rich', true], ['.copy-text', false]]) {
      find(selector, box)?.addEventListener('click', () => copyCitations(visible(), asRich, status));
    }
    for (const one of findAll('[hidden]:not(.citation)', box)) one.hidden = false;
  };

  // ---------------------------------------------------------------- selection

  const selection = new Map(memory.get('selection', []));
  let bar = null;

  const keepSelection = () => memory.set('selection', [...selection]);

  /** Give a card its check box. */
  const addTools = (card) => {
    const place = find('.paper-tools', card);
    if (!place || place.firstChild || !card.dataset.key || !card.dataset.chunk) return;
    const title = find('.paper-title, h1', card)?.textContent.trim() ?? card.dataset.key;
    const box = make('input', { type: 'checkbox', 'aria-label': `Select: ${title}` });
    box.checked = selection.has(card.dataset.key);
    box.addEventListener('change', () => {
      if (box.checked) selection.set(card.dataset.key, Number(card.dataset.chunk));
      else selection.delete(card.dataset.key);
      selectionChanged();
    });
    place.append(make('label', { class: 'paper-select' }, box, make('span', {}, 'Select')));
  };

  const selectionChanged = () => {
    keepSelection();
    for (const card of findAll(CARDS)) {
      const box = find('.paper-select input', card);
      if (box) box.checked = selection.has(card.dataset.key);
      card.classList.toggle('is-selected', selection.has(card.dataset.key));
    }
    if (!bar && selection.size) bar = makeBar();
    bar?.update();
  };

  const selectedRecords = async () => {
    const chunks = [...new Set(selection.values())].map((n) => `papers-${n}.js`);
    await Promise.all(chunks.map(load));
    return [...selection.keys()].map((key) => records.get(key)).filter(Boolean);
  };

  /** Several exports as one; every text ends with the end of its last line. */
  const joined = (format, texts) => {
    if (format !== 'csl-json') return texts.join(format === 'bibtex' ? '\n' : '');
    return `${JSON.stringify(texts.flatMap((one) => JSON.parse(one)), null, 2)}\n`;
  };

  const save = (text, name, type) => {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    const link = make('a', { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };

  const makeBar = () => {
    const count = make('strong', { class: 'selection-count' });
    const toggle = make('button', {
      type: 'button', class: 'button', 'aria-expanded': 'false', 'aria-controls': 'selection-panel',
    }, 'Cite or download');
    const clear = make('button', { type: 'button', class: 'button is-quiet' }, 'Clear');
    const choice = make('select', { id: 'selection-style' });
    const list = make('ol', { class: 'selection-list', tabindex: '0', 'aria-label': 'Citations of the selected papers' });
    const status = make('p', { class: 'copy-status', 'aria-live': 'polite' });
    const rich = make('button', { type: 'button', class: 'button copy-rich' }, 'Copy with formatting');
    const plain = make('button', { type: 'button', class: 'button is-quiet copy-text' }, 'Copy as plain text');
    const files = Object.entries(FILE_TYPES).map(([format, [label]]) => {
      const button = make('button', {
        type: 'button', class: 'button is-quiet', 'data-format': format, 'aria-label': `Download ${label}`,
      }, label);
      button.addEventListener('click', () => guarded(() => download(format)));
      return button;
    });
    const panel = make('div', { id: 'selection-panel', class: 'selection-panel', hidden: true },
      make('p', { class: 'cite-choice' }, make('label', { for: 'selection-style' }, 'Citation style'), choice),
      list,
      make('p', { class: 'cite-actions' }, rich, plain),
      make('p', { class: 'cite-actions is-files' }, make('span', { 'aria-hidden': 'true' }, 'Download'), ...files),
      status);
    const region = make('section', { class: 'selection-bar', 'aria-label': 'Selected papers' },
      make('div', { class: 'selection-line' }, make('p', { 'aria-live': 'polite' }, count), toggle, clear),
      panel);
    document.body.append(region);

    const guarded = async (work) => {
      try {
        await work();
      } catch (error) {
        status.textContent = `That did not work: ${error.message}.`;
      }
    };
    const download = async (format) => {
      const chosen = await selectedRecords();
      const texts = chosen.map((one) => one[format]).filter(Boolean);
      const [label, ending, type] = FILE_TYPES[format];
      if (!texts.length) {
        status.textContent = `None of the selected papers has a record in ${label}.`;
        return;
      }
      save(joined(format, texts), `selection.${ending}`, type);
      const left = selection.size - texts.length;
      status.textContent = `${papersWord(texts.length)} written to selection.${ending}`
        + (left ? `; ${number(left)} left out, which PubMed does not hold.` : '.');
    };
    const showCitations = async () => {
      const chosen = await selectedRecords();
      if (!choice.options.length) {
        for (const [id, label] of styles) choice.append(make('option', { value: id }, label));
        const kept = memory.get('style');
        if (styles.some(([id]) => id === kept)) choice.value = kept;
      }
      const numbered = styles.some(([id, , isNumbered]) => id === choice.value && isNumbered);
      const lines = chosen.map((one) => make('li', {}, ...cleanCitation(one.cite[choice.value] ?? '')));
      if (!numbered) {
        const text = new Map(lines.map((line) => [line, fold(line.textContent)]));
        lines.sort((a, b) => text.get(a).localeCompare(text.get(b)));
      }
      list.classList.toggle('is-numbered', numbered);
      list.replaceChildren(...lines);
    };
    const expand = (open) => {
      panel.hidden = !open;
      toggle.setAttribute('aria-expanded', String(open));
      if (open) guarded(showCitations);
    };
    toggle.addEventListener('click', () => expand(panel.hidden));
    region.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !panel.hidden) {
        expand(false);
        toggle.focus();
      }
    });
    choice.addEventListener('change', () => {
      memory.set('style', choice.value);
      status.textContent = '';
      guarded(showCitations);
    });
    for (const [button, asRich] of [[rich, true], [plain, false]]) {
      button.addEventListener('click', () => copyCitations(
        [...list.children], asRich, status, list.classList.contains('is-numbered'),
      ));
    }
    clear.addEventListener('click', () => {
      selection.clear();
      selectionChanged();
      (find('.paper-select input') ?? find('#main'))?.focus();
    });
    return {
      update() {
        region.hidden = !selection.size;
        html.classList.toggle('has-selection', selection.size > 0);
        count.textContent = `${papersWord(selection.size)} selected`;
        status.textContent = '';
        if (!selection.size) expand(false);
        else if (!panel.hidden) guarded(showCitations);
      },
    };
  };

  // ---------------------------------------------------------------- search box

  /** The search box of the home page leads to the list of papers. */
  const setUpJump = (form) => {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const address = new URL(form.getAttribute('action'), document.baseURI);
      const query = form.elements.namedItem('q').value.trim();
      if (query) address.searchParams.set('q', query);
      location.assign(address.href);
    });
  };

  const isTyping = (element) => element.isContentEditable
    || element.matches('textarea, select, input:not([type="checkbox"])');

  const focusSearch = (event) => {
    const box = find('form[role="search"] input[name="q"]');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!box || event.defaultPrevented || isTyping(document.activeElement)) return;
    event.preventDefault();
    box.focus();
    box.select();
  };

  // ---------------------------------------------------------------- start

  html.classList.replace('no-js', 'js');
  findAll('[data-cite]').forEach(setUpCitations);
  findAll(CARDS).forEach(addTools);
  findAll('form.search-jump').forEach(setUpJump);
  document.addEventListener('keydown', focusSearch);
  if (selection.size) selectionChanged();

  window.ldnbib.kit = {
    find, make, number, papersWord, fold, safeAddress, load, addTools,
    isSelected: (key) => selection.has(key),
  };
})();
