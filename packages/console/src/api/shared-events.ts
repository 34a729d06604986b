/** What the server tells, and `again`: the connection was gone for a while, and something may have been missed. */
export interface HeardEvent {
  readonly type: (typeof TYPES)[number] | 'again';
  /** JSON, as the contract declares it. */
  readonly data: string;
}

const TYPES = ['audit', 'usage', 'signed-out'] as const;
/** Milliseconds after which it is tried again where the server, or a proxy before it, refused. */
const PAUSE = 30_000;
/** Milliseconds within which the first tab gets its turn; who waited longer waited for another one. */
const AT_ONCE = 1_000;

/**
 * Follows server-sent events together with the other tabs of this browser that follow the same. Only one of them has a
 * connection and passes on what it hears; when it is closed, the next one takes over. Over HTTP/1.1 a browser has six
 * connections to a server: with one for each tab, the seventh would wait for good.
 * @returns what ends it
 */
export function followTogether(address: URL, hear: (event: HeardEvent) => void): () => void {
  const channel = new BroadcastChannel(address.href);
  channel.addEventListener('message', ({ data }: MessageEvent<HeardEvent>) => hear(data));
  const tell = (event: HeardEvent) => {
    hear(event);
    channel.postMessage(event);
  };
  const ending = new AbortController();
  const { signal } = ending;
  const askedAt = performance.now();
  const lead = () => connect(address, tell, signal, performance.now() - askedAt > AT_ONCE);
  // It rejects when it is aborted before it was this tab's turn.
  navigator.locks.request(address.href, { signal }, lead).catch(() => {});
  return () => {
    ending.abort();
    channel.close();
  };
}

/**
 * Keeps a connection as long as it is wanted.
 * @param hasWaited whether another tab had it until now, and events may have come in between
 */
function connect(address: URL, tell: (event: HeardEvent) => void, ending: AbortSignal, hasWaited: boolean) {
  return new Promise<void>((resolve) => {
    let mayHaveMissed = hasWaited;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = (): EventSource => {
      const opened = new EventSource(address);
      opened.addEventListener('open', () => {
        if (mayHaveMissed) tell({ type: 'again', data: '' });
        mayHaveMissed = true;
      });
      for (const type of TYPES) {
        opened.addEventListener(type, ({ data }: MessageEvent<string>) => tell({ type, data }));
      }
      opened.addEventListener('error', () => {
        // What was refused the browser does not try again by itself.
        if (opened.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(() => {
          source = open();
        }, PAUSE);
      });
      return opened;
    };
    let source = open();
    ending.addEventListener('abort', () => {
      clearTimeout(timer);
      source.close();
      resolve();
    });
  });
}
