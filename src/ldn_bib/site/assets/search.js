/* Search and filters of the list of papers; site.js comes before it. */
(() => {
  'use strict';

  const { find, make, number, papersWord, fold, safeAddress, load, addTools, isSelected } = window.ldnbib.kit;
  const PAGE_OF_RESULTS = 30;
  const FIELDS = [['title', 8], ['subjects', 5], ['people', 3], ['further', 1]];
  const WHOLE_WORD = 1.5;

  // ---------------------------------------------------------------- data

  const rows = [];
  let index = null;

  Object.assign(window.ldnbib, {
    index(data) { index = data; },
    chunk(n, part) { rows[n] = part.map(prepared); },
  });

  const loadIndex = async () => {
    await load('search.js');
    const names = Array.from({ length: index.chunks }, (_, n) => `search-${n}.js`);
    await Promise.all(names.map(load));
    index.papers ??= rows.flat();
  };

  // ---------------------------------------------------------------- words

  const NO_WORD = /[^\p{L}\p{N}]+/gu;
  const WORD = /[\p{L}\p{N}]+/gu;
  const WORD_WITH_MARKS = /([\p{L}\p{N}\p{M}]+)/u;
  const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]/;
  const words = (text) => fold(text).match(WORD) ?? [];
  const searchable = (text) => ` ${words(text).join(' ')} `;

  /** The text as nodes, with the words that begin with a searched word in <mark>. */
  const marked = (text, wanted) => {
    if (!wanted.length) return [text];
    return text.split(WORD_WITH_MARKS).map((part, at) => (
      at % 2 && wanted.some((word) => fold(part).startsWith(word)) ? make('mark', {}, part) : part
    ));
  };

  // ---------------------------------------------------------------- search

  /** A row with what is searched of it; its further words come folded. */
  const prepared = (row) => ({
    ...row,
    title: searchable(row.t ?? ''),
    people: searchable([row.a ?? '', row.j ?? '', row.y ?? ''].join(' ')),
    further: ` ${(row.w ?? '').replace(NO_WORD, ' ')} `,
  });

  /** How well a paper answers one word; 0 where it does not. */
  const weightOf = (fields, word) => {
    const needle = UNSPACED.test(word) ? word : ` ${word}`;
    let best = 0;
    for (const [name, weight] of FIELDS) {
      if (best < weight && fields[name].includes(needle)) {
        best = fields[name].includes(`${needle} `) ? weight * WHOLE_WORD : weight;
      }
    }
    return best;
  };

  const matches = (state) => {
    const wanted = words(state.q);
    const subjects = index.conditions.map(([, label]) => searchable(label));
    const from = Number(state.year_from) || -Infinity;
    const to = Number(state.year_to) || Infinity;
    const isDated = state.year_from || state.year_to;
    const hits = [];
    index.papers.forEach((row, at) => {
      if (state.free && !row.f) return;
      if (isDated && !(row.y >= from && row.y <= to)) return;
      if (state.design && index.designs[row.d]?.[0] !== state.design) return;
      if (state.condition && !(row.c ?? []).some((one) => index.conditions[one][0] === state.condition)) return;
      let score = 0;
      row.subjects ??= (row.c ?? []).map((one) => subjects[one]).join('');
      for (const word of wanted) {
        const weight = weightOf(row, word);
        if (!weight) return;
        score += weight;
      }
      hits.push([score, at]);
    });
    return hits.sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(([, at]) => at);
  };

  const renderPaper = (at, wanted) => {
    const row = index.papers[at];
    const chunk = Math.floor(at / index.size);
    const designs = index.designs[row.d];
    const card = make('article', {
      class: 'paper', 'data-key': row.k, 'data-chunk': chunk, 'data-year': row.y,
      'data-design': designs?.[0], 'data-free': row.f ? '1' : '0',
    });
    const title = make('a', { href: safeAddress(row.u), dir: 'auto' }, ...marked(row.t, wanted));
    card.append(make('h3', { class: 'paper-title' }, title));
    if (row.x) card.append(make('p', { class: 'alert' }, row.x));
    const byline = [row.a, row.j, row.y].filter(Boolean).join(' · ');
    card.append(make('p', { class: 'paper-byline', dir: 'auto' }, ...marked(byline, wanted)));
    const kind = [designs?.[1], row.v].filter(Boolean).join(' · ');
    if (kind) card.append(make('p', { class: 'paper-kind' }, kind));
    if (row.s) card.append(make('p', { class: 'paper-summary', dir: 'auto' }, ...marked(row.s, wanted)));
    if (row.n) card.append(make('p', { class: 'notice', dir: 'auto' }, row.n));
    if (row.c?.length) {
      card.append(make('ul', { class: 'tags' }, ...row.c.map((one) => {
        const [slug, label, address] = index.conditions[one];
        const proposed = (row.p ?? []).includes(one) && make('span', { class: 'proposed' }, '(proposed)');
        const href = safeAddress(address ?? `conditions/${slug}.html`);
        return make('li', {}, make('a', { class: 'tag', href, dir: 'auto' }, label, proposed && ' ', proposed));
      })));
    }
    const links = (row.l ?? []).map(([label, url]) => [label, safeAddress(url)]).filter(([, url]) => url);
    if (links.length) {
      card.append(make('ul', { class: 'paper-links' },
        ...links.map(([label, url]) => make('li', {}, make('a', { href: url, rel: 'noopener' }, label)))));
    }
    card.append(make('div', { class: 'paper-tools' }));
    addTools(card);
    card.classList.toggle('is-selected', isSelected(row.k));
    return card;
  };

  const setUpSearch = (form) => {
    const names = ['q', 'condition', 'design', 'year_from', 'year_to', 'free'];
    const control = (name) => form.elements.namedItem(name);
    const area = find('[data-results]');
    const count = find('.result-count');
    const live = make('div', { class: 'live-results', hidden: true });
    const more = make('button', { type: 'button', class: 'button more', hidden: true }, 'Show more papers');
    const fixed = make('div', { class: 'all-papers' });
    const said = count.textContent;
    let found = [];
    let shown = 0;
    let turn = 0;
    fixed.append(...area.childNodes);
    area.append(fixed, live, more);

    const read = () => Object.fromEntries(names.map((name) => {
      const one = control(name);
      if (!one) return [name, ''];
      return [name, one.type === 'checkbox' ? (one.checked ? '1' : '') : one.value.trim()];
    }));
    const write = (state) => {
      for (const name of names) {
        const one = control(name);
        if (!one) continue;
        if (one.type === 'checkbox') one.checked = Boolean(state[name]);
        else one.value = state[name] ?? '';
      }
    };
    const fromAddress = () => {
      const query = new URLSearchParams(location.search);
      return Object.fromEntries(names.map((name) => [name, query.get(name) ?? '']));
    };
    const isEmpty = (state) => names.every((name) => !state[name]);
    const toAddress = (state, asNew) => {
      const query = new URLSearchParams(names.filter((name) => state[name]).map((name) => [name, state[name]]));
      const text = query.toString();
      const address = location.pathname + (text ? `?${text}` : '');
      if (address === location.pathname + location.search) return;
      try {
        history[asNew ? 'pushState' : 'replaceState'](null, '', address);
      } catch { /* some browsers forbid it on file:// pages */ }
    };
    const showMore = () => {
      const wanted = words(read().q);
      const next = found.slice(shown, shown + PAGE_OF_RESULTS).map((at) => renderPaper(at, wanted));
      shown += next.length;
      live.append(...next);
      more.hidden = shown >= found.length;
      return next[0];
    };
    const run = async () => {
      const state = read();
      const mine = ++turn;
      if (isEmpty(state)) {
        live.replaceChildren();
        live.hidden = true;
        more.hidden = true;
        fixed.hidden = false;
        count.textContent = said;
        return;
      }
      if (!index?.papers) {
        count.textContent = 'Loading the search index…';
        try {
          await loadIndex();
        } catch {
          count.textContent = 'The search index could not be loaded; all papers are listed below.';
          return;
        }
        if (mine !== turn) return;
      }
      found = matches(state);
      shown = 0;
      live.replaceChildren();
      fixed.hidden = true;
      live.hidden = false;
      showMore();
      count.textContent = found.length
        ? `${number(found.length)} of ${papersWord(index.papers.length)}`
        : 'No paper matches. Try fewer words or fewer filters.';
    };
    const changed = (asNew) => {
      const wasEmpty = isEmpty(fromAddress());
      toAddress(read(), asNew || wasEmpty);
      run();
    };

    form.hidden = false;
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', (event) => changed(event.target.tagName === 'SELECT' || event.target.type === 'checkbox'));
    form.addEventListener('reset', () => setTimeout(() => changed(true)));
    form.addEventListener('focusin', () => loadIndex().catch(() => {}), { once: true });
    form.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      const box = control('q');
      if (box.value) box.value = '';
      else write({});
      box.focus();
      changed(true);
    });
    more.addEventListener('click', () => find('a', showMore() ?? live)?.focus());
    addEventListener('popstate', () => {
      write(fromAddress());
      run();
    });
    addEventListener('pageshow', () => {
      if (isEmpty(fromAddress()) && !isEmpty(read())) write({});
    });
    const first = fromAddress();
    if (!isEmpty(first)) {
      write(first);
      run();
    }
  };

  // ---------------------------------------------------------------- start

  document.querySelectorAll('form[data-search]').forEach(setUpSearch);
})();
