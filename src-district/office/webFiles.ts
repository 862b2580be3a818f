import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Refused } from '../refused.ts'

/** What the page may do: nothing but its own files and its own server; papers are shown from memory. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    'frame-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.bcmap': 'application/octet-stream',
}

/** The built page: `/` and what it loads from `/assets/`, whose names carry a hash of their content. */
export function webFiles(app: FastifyInstance, webDir: string): void {
  app.get('/', (_request, reply) => send(reply, join(webDir, 'index.html'), false))
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    const file = fileIn(join(webDir, 'assets'), request.params['*'])
    if (file === undefined) throw new Refused('not_found', '没有这个文件')
    return send(reply, file, true)
  })
}

/** The file inside `dir`; undefined if the name would lead out of it. */
export function fileIn(dir: string, name: string): string | undefined {
  const file = normalize(join(dir, name))
  return !name.includes('\0') && file.startsWith(dir + sep) ? file : undefined
}

async function send(reply: FastifyReply, file: string, isForEver: boolean): Promise<FastifyReply> {
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined) throw new Refused('not_found', '没有这个文件')
  return reply
    .headers({
      ...PAGE_HEADERS,
      'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': isForEver ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    .send(bytes)
}
