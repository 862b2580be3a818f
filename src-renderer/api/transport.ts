import type { RpcReply, RpcRequest } from '../../src-shared/contract.ts'

/** How the page reaches the core. Knows nothing of procedures. */
export interface Transport {
  /** Rejects only if the core cannot be reached; everything else is a reply. */
  invoke(request: RpcRequest): Promise<RpcReply>
  /** Calls back with the name of each topic that changed, and with `isLive` when the line breaks or comes back. */
  listen(onTopic: (topic: string) => void, onLive: (isLive: boolean) => void): void
}

/** What the preload script of the Electron shell offers, and nothing else. */
export interface OneWindowBridge {
  invoke(request: RpcRequest): Promise<RpcReply>
  onChanged(listener: (topic: string) => void): () => void
}

declare global {
  interface Window {
    oneWindow?: OneWindowBridge
  }
}

/** The line to the core that this window has: Electron's bridge, else the loopback server that served the page. */
export function createTransport(): Transport {
  const bridge = window.oneWindow
  return bridge
    ? { invoke: (request) => bridge.invoke(request), listen: (onTopic) => void bridge.onChanged(onTopic) }
    : loopback
}

const LISTEN_AGAIN_AFTER_MS = 3_000

const loopback: Transport = {
  async invoke(request) {
    const response = await fetch('/rpc', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const reply: unknown = await response.json().catch(() => undefined)
    if (isReply(reply)) return reply
    // The server answers, but no longer knows this window: its one-time key is spent or it was started anew.
    if (response.status === 401 || response.status === 403) throw new WindowUnknown()
    if (response.status === 413) return refusal('too_large')
    throw new Error(`HTTP ${response.status}`)
  },
  listen(onTopic, onLive) {
    const events = new EventSource('/events', { withCredentials: true })
    events.onmessage = ({ data }) => onTopic(String(data))
    events.onopen = () => onLive(true)
    events.onerror = () => {
      onLive(false)
      // The browser tries again by itself after a broken line, but not after a refusal.
      if (events.readyState === EventSource.CLOSED)
        setTimeout(() => loopback.listen(onTopic, onLive), LISTEN_AGAIN_AFTER_MS)
    }
  },
}

/** The loopback server is there but does not accept this window. */
export class WindowUnknown extends Error {}

function refusal(code: 'too_large'): RpcReply {
  return { ok: false, error: { code, message: '', details: {} } }
}

function isReply(value: unknown): value is RpcReply {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean'
}
