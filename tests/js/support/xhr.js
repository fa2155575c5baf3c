// The part of XMLHttpRequest that tus-js-client uses, over fetch, so that the upload runs under node as it is.
class Request {
  status = 0;
  responseText = '';
  withCredentials = false;
  upload = { onprogress: (/** @type {any} */ _event) => {} };
  onload = () => {};
  onerror = (/** @type {unknown} */ _error) => {};
  #abort = new AbortController();
  #headers = new Headers();
  #answer = new Headers();

  open(/** @type {string} */ method, /** @type {string} */ url) {
    this.method = method;
    this.url = url;
  }

  setRequestHeader(/** @type {string} */ name, /** @type {string} */ value) {
    this.#headers.set(name, value);
  }

  getResponseHeader(/** @type {string} */ name) {
    return this.#answer.get(name);
  }

  abort() {
    this.#abort.abort();
  }

  async send(/** @type {any} */ body) {
    try {
      const { method, url } = this;
      const response = await fetch(String(url), { method, body, headers: this.#headers, signal: this.#abort.signal });
      this.responseText = await response.text();
      this.status = response.status;
      this.#answer = response.headers;
      this.upload.onprogress({ lengthComputable: true, loaded: body?.size ?? 0 });
    } catch (error) {
      if (!this.#abort.signal.aborted) {
        this.onerror(error);
      }
      return;
    }
    this.onload();
  }
}

/** @type {any} */ (globalThis).XMLHttpRequest = Request;
