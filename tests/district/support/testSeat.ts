import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import {
  SCHEMA,
  type Enrolled,
  type Hello,
  type PullPage,
  type PushAnswer,
  type WireRow,
} from '../../../src-shared/sync/protocol.ts'
import { toStamp, type Stamp } from '../../../src-shared/sync/stamp.ts'
import type { z } from 'zod'
import { NOON_MS } from './startDistrict.ts'

type App = Pick<FastifyInstance, 'inject'>
export interface Reply<T> {
  status: number
  body: T
  headers: Record<string, unknown>
}
export interface Refusal {
  code: string
  message: string
  serverTimeMs: number
}
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
const unpack = (bytes: Buffer): Buffer => (bytes.subarray(0, 4).equals(MAGIC) ? zstdDecompressSync(bytes) : bytes)

/** The protocol in its plainest form: what a seat says, without a store behind it. */
export class TestSeat {
  app: App
  key: KeyObject
  publicKey: string
  street = ''
  seatCode = ''
  lineage = ''
  epoch = 1
  no = 0
  hash = ''
  cursor = 0
  token = ''
  private readings = 0

  constructor(app: App) {
    this.app = app
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    this.key = privateKey
    this.publicKey = (publicKey.export({ format: 'jwk' }) as { x: string }).x
  }

  async ask<T>(method: 'GET' | 'POST' | 'PUT' | 'HEAD', url: string, body?: Buffer, headers = {}): Promise<Reply<T>> {
    const authorization = this.token ? { authorization: `Bearer ${this.token}` } : {}
    const reply = await this.app.inject({
      method,
      url,
      headers: { ...authorization, ...headers },
      ...(body ? { payload: body } : {}),
    })
    const isJson = String(reply.headers['content-type']).startsWith('application/json')
    const raw = isJson ? unpack(reply.rawPayload) : reply.rawPayload
    return {
      status: reply.statusCode,
      body: (isJson && raw.length > 0 ? JSON.parse(raw.toString('utf8')) : raw) as T,
      headers: reply.headers,
    }
  }
  post<T>(url: string, json: unknown, headers = {}): Promise<Reply<T>> {
    return this.ask('POST', url, Buffer.from(JSON.stringify(json)), headers)
  }

  async enrol(code: string, letter = 'A', name = `座席${letter}`): Promise<Reply<Enrolled & Refusal>> {
    const json = { code, publicKey: this.publicKey, letter, name, app: '0.1.0', schema: SCHEMA }
    const reply = await this.post<Enrolled & Refusal>('/sync/enrol', json)
    if (reply.status === 200) {
      const { streetCode, seatCode, lineage, epoch } = reply.body
      Object.assign(this, { street: streetCode, seatCode, lineage, epoch })
    }
    return reply
  }

  async hello(change: Record<string, unknown> = {}): Promise<Reply<z.output<typeof Hello> & Refusal>> {
    const { nonce } = (await this.ask<{ nonce: string }>('GET', '/sync/nonce')).body
    const signature = sign(null, Buffer.from(`hello|${this.street}|${this.seatCode}|${nonce}`), this.key)
    const json = {
      streetCode: this.street,
      seatCode: this.seatCode,
      nonce,
      signature: signature.toString('base64url'),
      schema: SCHEMA,
      lineage: this.lineage,
      cursor: this.cursor,
      app: '0.1.0',
      waiting: 0,
      ...change,
    }
    const reply = await this.post<z.output<typeof Hello> & Refusal>('/sync/hello', json)
    if (reply.status === 200) this.token = reply.body.token
    return reply
  }

  /** A stamp later than all before it, `aheadMs` after noon. */
  stamp(aheadMs = 0): Stamp {
    this.readings += 1
    return toStamp({ ms: NOON_MS + aheadMs, counter: this.readings }, `${this.seatCode}zz`)
  }

  build(rows: readonly unknown[], change: Record<string, unknown> = {}): Buffer {
    const batch = {
      epoch: this.epoch,
      no: this.no + 1,
      prev: this.hash,
      cursor: this.cursor,
      lineage: this.lineage,
      rows,
      ...change,
    }
    return zstdCompressSync(Buffer.from(JSON.stringify(batch)))
  }

  send(sent: Buffer, signature?: string): Promise<Reply<PushAnswer & Refusal>> {
    const digest = createHash('sha256').update(sent).digest()
    const own = sign(null, digest, this.key).toString('base64url')
    return this.ask('POST', '/sync/push', sent, { 'x-sign': signature ?? own })
  }

  /** Pushes and, where it was taken, moves the chain and the cursor as a seat does. */
  async push(rows: readonly (WireRow | unknown[])[], change: Record<string, unknown> = {}) {
    const sent = this.build(rows, change)
    const reply = await this.send(sent)
    if (reply.status === 200) {
      this.no = reply.body.no
      this.hash = createHash('sha256').update(sent).digest('hex')
      if (reply.body.from === this.cursor) this.cursor = reply.body.to
    }
    return reply
  }

  async pull(query = ''): Promise<PullPage> {
    const reply = await this.ask<PullPage & Refusal>('GET', `/sync/pull?cursor=${this.cursor}${query}`)
    if (reply.status !== 200) throw new Error(reply.body.code)
    this.cursor = reply.body.next
    return reply.body
  }
}

/** Enrolled and with a token. */
export async function joinedSeat(app: App, code: string, letter = 'A'): Promise<TestSeat> {
  const seat = new TestSeat(app)
  const enrolled = await seat.enrol(code, letter)
  if (enrolled.status !== 200) throw new Error(enrolled.body.code)
  await seat.hello()
  return seat
}
