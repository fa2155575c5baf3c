// The page's elements and words. Texts come with the page; nothing is ever written as markup.

/** @typedef {'quiet' | 'active' | 'good' | 'warn' | 'bad'} Tone */
/** @typedef {{ text: string, href?: string }} ErrorLine */

export class View {
  #texts;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.lang = document.documentElement.lang;
    this.#texts = JSON.parse(root.dataset.texts ?? '{}');
  }

  /** @param {string} key @param {Record<string, string | number>} [values] */
  text(key, values = {}) {
    const text = this.#texts[key];
    if (text === undefined) {
      throw new Error(`no text ${key}`);
    }
    return text.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => String(values[name]));
  }

  /** @param {string} key */
  has(key) {
    return key in this.#texts;
  }

  /** @param {string} name @returns {HTMLElement} the element marked data-part */
  part(name) {
    const found = this.root.querySelector(`[data-part="${name}"]`);
    if (!(found instanceof HTMLElement)) {
      throw new Error(`no part ${name}`);
    }
    return found;
  }

  /** @param {string} name @returns {HTMLInputElement} */
  input(name) {
    return /** @type {HTMLInputElement} */ (this.part(name));
  }

  /** @param {string} name @param {string} text */
  write(name, text) {
    this.part(name).textContent = text;
  }

  /** @param {string} name @param {boolean} visible */
  show(name, visible) {
    this.part(name).hidden = !visible;
  }

  /** @param {string} name @param {(event: Event) => unknown} act */
  onClick(name, act) {
    this.part(name).addEventListener('click', act);
  }

  /** Says something politely to who cannot see the page. @param {string} text */
  announce(text) {
    this.write('live', text);
  }

  /** @param {string} name of the tag's element @param {Tone} tone @param {string} word */
  tag(name, tone, word) {
    const tag = this.part(name);
    tag.className = `et-tag et-tag--${tone}`;
    const mark = document.createElement('span');
    mark.className = 'et-tag__mark';
    mark.setAttribute('aria-hidden', 'true');
    tag.replaceChildren(mark, document.createTextNode(word));
  }

  /** A list of terms and values. @param {string} name @param {[string, string | Node][]} rows */
  facts(name, rows) {
    this.part(name).replaceChildren(
      ...rows.map(([term, value]) => {
        const row = document.createElement('div');
        const dt = document.createElement('dt');
        const dd = document.createElement('dd');
        dt.textContent = term;
        dd.append(value);
        row.append(dt, dd);
        return row;
      }),
    );
  }

  /** A hash in groups of four. @param {string} hex @returns {HTMLElement} */
  hash(hex) {
    const outer = document.createElement('span');
    outer.className = 'et-hash';
    const code = document.createElement('code');
    for (const group of hex.match(/.{1,4}/g) ?? []) {
      const part = document.createElement('span');
      part.textContent = group;
      code.append(part);
    }
    outer.append(code);
    return outer;
  }

  /** @param {string} name @param {number} done @param {number} total @param {string} figures */
  progress(name, done, total, figures) {
    const bar = /** @type {HTMLProgressElement} */ (this.part(`${name}-bar`));
    bar.max = Math.max(1, total);
    bar.value = done;
    this.write(`${name}-figures`, figures);
  }

  /** Shows what is wrong, on top, each line with a link to its field, and takes the focus there. @param {ErrorLine[]} lines */
  fail(lines) {
    this.part('error-list').replaceChildren(
      ...lines.map(({ text, href }) => {
        const item = document.createElement('li');
        if (href) {
          const link = document.createElement('a');
          link.href = href;
          link.textContent = text;
          link.addEventListener('click', (event) => {
            event.preventDefault();
            document.getElementById(href.slice(1))?.focus();
          });
          item.append(link);
        } else {
          item.textContent = text;
        }
        return item;
      }),
    );
    this.show('errors', lines.length > 0);
    if (lines.length > 0) {
      this.part('errors').focus();
    }
  }

  /** Marks or clears the error of one field. @param {string} field id of the input @param {string} text empty to clear */
  fieldError(field, text) {
    const input = document.getElementById(field);
    const message = document.getElementById(`${field}-error`);
    if (!input || !message) {
      throw new Error(`no field ${field}`);
    }
    message.textContent = text;
    message.hidden = text === '';
    input.toggleAttribute('aria-invalid', text !== '');
    input.closest('.govuk-form-group')?.classList.toggle('govuk-form-group--error', text !== '');
  }

  /** Hands a file to the person. @param {Blob} blob @param {string} name */
  download(blob, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
