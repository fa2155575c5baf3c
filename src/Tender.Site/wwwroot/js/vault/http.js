// Calls to the vault. Every answer that is not a success becomes one typed error that a page can show in both languages.

/**
 * @typedef {object} Problem RFC 9457, with our code and texts
 * @property {number} status
 * @property {string} code ET-nnnn
 * @property {string} zh
 * @property {string} en
 * @property {string} [trace]
 * @property {string} [refusal] base64 CMS of a signed refusal
 */

export class VaultProblem extends Error {
  /** @param {Problem} problem */
  constructor(problem) {
    super(`${problem.code} (${problem.status})`);
    this.name = 'VaultProblem';
    this.problem = problem;
  }
}

/** No answer: nobody knows what happened at the other end. */
export class VaultUnreachable extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super(`no answer: ${cause}`, { cause });
    this.name = 'VaultUnreachable';
  }
}

/** @param {Response} response @returns {Promise<Problem>} */
async function readProblem(response) {
  const unknown = { status: response.status, code: 'ET-9001', zh: '', en: '' };
  return response.json().then(
    (body) => ({ ...unknown, ...body, status: response.status }),
    () => unknown,
  );
}

export class VaultClient {
  /**
   * @param {string} base address of the vault, without a slash at the end
   * @param {string | null} token of a session
   * @param {typeof fetch} send
   */
  constructor(base, token = null, send = (...args) => fetch(...args)) {
    this.base = base;
    this.token = token;
    this.send = send;
  }

  /** @param {string} token */
  withToken(token) {
    return new VaultClient(this.base, token, this.send);
  }

  /** @returns {Record<string, string>} */
  get authorization() {
    return this.token === null ? {} : { Authorization: `Bearer ${this.token}` };
  }

  /**
   * @param {string} method @param {string} path
   * @param {{ body?: BodyInit, type?: string, headers?: Record<string, string>, signal?: AbortSignal }} [options]
   */
  async call(method, path, { body, type, headers, signal } = {}) {
    const all = { ...this.authorization, ...(type ? { 'Content-Type': type } : {}), ...headers };
    let response;
    try {
      response = await this.send(`${this.base}${path}`, { method, body, headers: all, signal, cache: 'no-store' });
    } catch (cause) {
      throw new VaultUnreachable(cause);
    }
    if (!response.ok) {
      throw new VaultProblem(await readProblem(response));
    }
    return response;
  }

  /** @param {string} path */
  async get(path) {
    return this.#json(await this.call('GET', path));
  }

  /** @param {string} path @param {object} value */
  async post(path, value) {
    return this.#json(await this.call('POST', path, { body: JSON.stringify(value), type: 'application/json' }));
  }

  /** @param {Response} response @returns {Promise<any>} */
  async #json(response) {
    try {
      return await response.json();
    } catch (cause) {
      throw new VaultUnreachable(cause);
    }
  }
}
