const LONGEST_WAIT_SECONDS = 60;

/** A request that got an error. The message is a sentence for people. */
export class ApiError extends Error {
  constructor(status, message, retryAfterSeconds = 1) {
    super(message);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Calls the server that sent this page. The key stays in this object. */
export class Api {
  #key = '';

  useKey(key) {
    this.#key = key;
  }

  /** The served models with their labels and thresholds. */
  models(signal) {
    return this.#request('v1/models', { signal });
  }

  /**
   * Scores texts. While the server is busy it waits and asks again.
   *
   * @param {object} body the body of POST /v1/emotions
   * @param {AbortSignal} signal ends the request and the waiting
   * @param {function(number): void} onWait gets the seconds until the next try, each second
   */
  async emotions(body, signal, onWait) {
    for (;;) {
      try {
        return await this.#request('v1/emotions', {
          method: 'POST', signal, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' },
        });
      } catch (error) {
        if (error.status !== 429) {
          throw error;
        }
        await countDown(error.retryAfterSeconds, signal, onWait);
      }
    }
  }

  async #request(path, options) {
    const headers = { Accept: 'application/json', ...options.headers };
    if (this.#key) {
      headers.Authorization = `Bearer ${this.#key}`;
    }
    let response;
    try {
      response = await fetch(path, { ...options, headers, cache: 'no-store', credentials: 'same-origin' });
    } catch (error) {
      throw isAbort(error) ? error : new ApiError(0, 'The server cannot be reached.');
    }
    if (!response.ok) {
      throw await errorOf(response);
    }
    const answer = await response.json();
    options.signal?.throwIfAborted();
    return answer;
  }
}

/** Whether a newer request ended this one. */
export const isAbort = (error) => error?.name === 'AbortError';

async function errorOf(response) {
  const body = await response.json().catch(() => null);
  const detail = body?.error?.message ?? (typeof body?.error === 'string' ? body.error : '');
  return new ApiError(response.status, sentence(response.status, detail), retryAfter(response));
}

function retryAfter(response) {
  const seconds = Math.ceil(Number(response.headers.get('Retry-After')));
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), LONGEST_WAIT_SECONDS) : 1;
}

function sentence(status, detail) {
  switch (status) {
    case 401: return 'The server requires a key.';
    case 413: return `The text is too long for this server: ${detail || 'it is over a limit'}.`;
    case 503: return 'The server is not ready.';
    case 504: return 'The server took too long to answer.';
    default: return `The server answered with an error: ${detail || `status ${status}`}.`;
  }
}

async function countDown(seconds, signal, onWait) {
  for (let left = seconds; left > 0; left--) {
    onWait?.(left);
    await pause(1000, signal);
  }
  onWait?.(0);
}

function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException('aborted', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) {
      stop();
    }
    signal?.addEventListener('abort', stop, { once: true });
  });
}
