import type { ServerResponse } from 'node:http'
import { PAGE_HEADERS } from '../../host/pageFiles.ts'

type Headers = Readonly<Record<string, string>>

export function answer(response: ServerResponse, status: number, body: string | Buffer, headers: Headers): void {
  if (response.headersSent || response.destroyed) return void response.end()
  response.writeHead(status, { 'cache-control': 'no-store', ...PAGE_HEADERS, ...headers })
  response.end(body)
}

export function answerJson(response: ServerResponse, status: number, value: unknown, headers: Headers = {}): void {
  answer(response, status, JSON.stringify(value), { 'content-type': 'application/json; charset=utf-8', ...headers })
}

/** A refusal that a program reads. Its shape is not an RpcReply: the core was never asked. */
export function refuse(response: ServerResponse, status: number, reason: string, headers: Headers = {}): void {
  answerJson(response, status, { refused: reason }, headers)
}

/** A refusal that a person reads in the browser. */
export function refusePage(response: ServerResponse, status: number, sentence: string): void {
  const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>一窗通</title><body style="font:18px/1.8 sans-serif;max-width:36em;margin:15vh auto;padding:0 1em"><h1 style="font-size:24px">一窗通</h1><p>${sentence}</p></body></html>`
  answer(response, status, page, { 'content-type': 'text/html; charset=utf-8' })
}
