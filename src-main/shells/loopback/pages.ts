import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { contentTypeOf, findPageFile } from '../../host/pageFiles.ts'
import { answer, refuse } from './answer.ts'

/** Sends a file of the built interface; an address without an extension is one of its pages. */
export async function answerPage(response: ServerResponse, rendererDir: string, pathname: string): Promise<void> {
  const named = findPageFile(rendererDir, pathname)
  if (named === undefined) return refuse(response, 404, 'no such file')
  const file = extname(named) === '' ? join(rendererDir, 'index.html') : named
  const bytes = await readFile(file).catch(() => undefined)
  if (bytes === undefined) return refuse(response, 404, 'no such file')
  // Names under assets/ carry a hash of their content; the rest is asked for anew each time.
  const isForEver = pathname.startsWith('/assets/')
  answer(response, 200, bytes, {
    'content-type': contentTypeOf(file),
    'cache-control': isForEver ? 'private, max-age=31536000, immutable' : 'no-store',
  })
}
