import type { ServerResponse } from 'node:http'
import { PAGE_HEADERS } from '../../host/pageFiles.ts'

const HEARTBEAT_MS = 20_000

/** The open windows' lines for changes: only topic names travel on them. */
export interface EventLines {
  open(response: ServerResponse): void
  send(topic: string): void
  close(): void
}

/** @param onLastGone called when the last window went away and none came back within `graceMs` */
export function createEventLines(onLastGone: () => void, graceMs = 10_000): EventLines {
  const lines = new Set<ServerResponse>()
  let grace: NodeJS.Timeout | undefined
  let isClosed = false
  const heartbeat = setInterval(() => lines.forEach((line) => line.write(':\n\n')), HEARTBEAT_MS).unref()
  return {
    open(response) {
      response.writeHead(200, {
        ...PAGE_HEADERS,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
      })
      response.write('retry: 1000\n\n')
      clearTimeout(grace)
      lines.add(response)
      response.on('close', () => {
        lines.delete(response)
        if (lines.size === 0 && !isClosed) grace = setTimeout(onLastGone, graceMs).unref()
      })
    },
    send(topic) {
      for (const line of lines) line.write(`data: ${topic.replaceAll(/[\r\n]/g, '')}\n\n`)
    },
    close() {
      isClosed = true
      clearInterval(heartbeat)
      for (const line of lines) line.end()
      clearTimeout(grace)
    },
  }
}
