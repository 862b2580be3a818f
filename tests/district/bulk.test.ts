import { createHash } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { revokeSeat } from '../../src-district/seats/repo.ts'
import { createDistrict } from '../../src-district/createDistrict.ts'
import { makeSnapshot } from '../../src-district/sync/snapshot.ts'
import { BATCH_ROWS, BUCKETS, CHUNK_BYTES, PulledRow, PullPage } from '../../src-shared/sync/protocol.ts'
import { bucketOf, NO_SUM, rowSum, sumOfHex, sumToHex, xorSum } from '../../src-shared/sync/digest.ts'
import { onStores } from './support/onStores.ts'
import { change, matter, matterEvent, wholeOf } from './support/rows.ts'
import { NOON_MS, seededBytes, STREET } from './support/startDistrict.ts'
import { joinedSeat, type TestSeat, type Refusal } from './support/testSeat.ts'

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const sumOfRow = ([, table, key, stamp, gone, , older = {}]: PulledRow) =>
  rowSum(table, key, { stamp, gone: gone === 1, older })

onStores('pages', (given) => {
  it('end where asked, and the sum is of the head only', async () => {
    const { app, code } = given.district
    const seat = await joinedSeat(app, await code())
    await seat.push(Array.from({ length: 25 }, (_, at) => matter(seat, `m${at}`)))
    Object.assign(seat, { cursor: 0 })
    const pages: PullPage[] = []
    do pages.push(await seat.pull('&limit=10'))
    while (pages.at(-1)?.next !== pages.at(-1)?.head)
    expect(pages.map(({ rows, next, sum }) => [rows.length, next, sum !== undefined])).toEqual([
      [10, 10, false],
      [10, 20, false],
      [5, 25, true],
    ])
    for (const page of pages) expect(PullPage.safeParse(page).success).toBe(true)
    const all = pages.flatMap(({ rows }) => rows).reduce((sum, row) => xorSum(sum, sumOfRow(row)), NO_SUM)
    expect(sumToHex(all)).toBe(pages.at(-1)?.sum)
  })

  it('have a row whole that moved behind pages which the reader has passed', async () => {
    const { app, code } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const west = await joinedSeat(app, await code(), 'B')
    await east.push([matter(east, 'm1'), matter(east, 'm2'), matter(east, 'm3')])
    await east.push([change(east, 'm1', { wish: '改' })])
    expect((await west.pull('&limit=2')).next).toBe(3)
    const moved = await west.ask<PullPage>('GET', '/sync/pull?cursor=3&since=0')
    expect(moved.body.rows[0]?.[5]).toMatchObject({ number: 'A-m1', summary: '楼上漏水', wish: '改' })
    const known = await west.ask<PullPage>('GET', '/sync/pull?cursor=3&since=9')
    expect(known.body.rows[0]?.[5]).toEqual({ wish: '改' })
  })

  it('end early where rows are large, but never before one', async () => {
    const { app, code } = given.district
    const seat = await joinedSeat(app, await code())
    const facts = '漏'.repeat(1_000_000)
    for (let at = 0; at < 4; at += 1) await seat.push([matter(seat, `m${at}`, { facts })])
    Object.assign(seat, { cursor: 0 })
    const counts: number[] = []
    for (;;) {
      const page = await seat.pull()
      counts.push(page.rows.length)
      if (page.next === page.head) break
    }
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4)
    expect(counts.length).toBeGreaterThan(1)
  })

  it('wait for news and bring it', async () => {
    const { app, code } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const west = await joinedSeat(app, await code(), 'B')
    const waiting = west.pull('&wait=20')
    await new Promise((resolve) => setTimeout(resolve, 50))
    await east.push([matter(east, 'm1')])
    expect((await waiting).rows).toHaveLength(1)
    const [short, stopped] = [west.pull('&wait=1'), west.pull('&wait=50')]
    expect((await short).rows).toEqual([])
    await given.district.close()
    expect((await stopped).rows).toEqual([])
  })

  it('what a wait brings is what a pull brings: rows, new fields of old rows, what only others get, and the sum', async () => {
    const { app, code } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const west = await joinedSeat(app, await code(), 'B')
    await east.push([matter(east, 'm1'), matter(east, 'm2')])
    await west.pull()
    for (const rows of [
      [change(east, 'm1', { summary: '改"一\n改' }), matter(east, 'm3')],
      [change(east, 'm1', { wish: '改二' })],
      Array.from({ length: 80 }, (_, at) => matter(east, `many${at}`)),
    ]) {
      const { cursor } = west
      const waiting = west.pull('&wait=20')
      await new Promise((resolve) => setTimeout(resolve, 60))
      await east.push(rows)
      const brought = await waiting
      expect(brought.rows).toHaveLength(rows.length)
      expect(brought.sum).toBeDefined()
      Object.assign(west, { cursor })
      expect(await west.pull()).toEqual(brought)
    }
  })

  it('a seat that is revoked while it waits is not told what comes then', async () => {
    const { app, code } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const west = await joinedSeat(app, await code(), 'B')
    const waiting = west.ask<Refusal>('GET', '/sync/pull?cursor=0&wait=20')
    await new Promise((resolve) => setTimeout(resolve, 60))
    await given.db.inStreet(STREET, (sql) => revokeSeat(sql, STREET, west.seatCode, '2026-03-02T04:00:00.000Z'))
    await east.push([matter(east, 'm1')])
    expect((await waiting).body.code).toBe('revoked')
  })

  it('a batch has its two thousand rows and no more', async () => {
    const { app, code } = given.district
    const seat = await joinedSeat(app, await code())
    const rows = (count: number) => Array.from({ length: count }, (_, at) => matterEvent(seat, `e${at}`))
    expect((await seat.push(rows(BATCH_ROWS + 1))).body.code).toBe('shape')
    expect((await seat.push(rows(BATCH_ROWS))).body).toMatchObject({ from: 0, to: BATCH_ROWS })
  })
})

onStores('comparing', (given) => {
  it('sums by table and bucket are those of the rows, whatever happened to them', async () => {
    const { app, code } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const west = await joinedSeat(app, await code(), 'B')
    const keys = Array.from({ length: 40 }, (_, at) => `m${at}`)
    await east.push([...keys.map((key) => matter(east, key)), ['sealed_box', 'b1', east.stamp(), 0, { box: 'A' }]])
    await west.push(keys.map((key, at) => change(west, key, at % 2 ? { summary: '西' } : { facts: '西' }, at - 20)))
    await east.push([
      ['matter', 'm3', east.stamp(30), 1, {}],
      ['matter', 'm4', east.stamp(31), 1, { erase: 1 }],
    ])
    for (const seat of [east, west]) {
      Object.assign(seat, { cursor: 0 })
      const page = await seat.pull()
      const sums = new Map<string, readonly [number, number]>()
      for (const row of page.rows) {
        const name = `${row[1]}|${bucketOf(row[2])}`
        sums.set(name, xorSum(sums.get(name) ?? NO_SUM, sumOfRow(row)))
      }
      const { head, tables } = (
        await seat.ask<{ head: number; tables: Record<string, string[]> }>('GET', '/sync/digest')
      ).body
      expect(head).toBe(page.head)
      let all = NO_SUM
      for (const [table, buckets] of Object.entries(tables)) {
        expect(buckets).toHaveLength(BUCKETS)
        buckets.forEach((hex, bucket) => {
          expect(hex, `${table} ${bucket}`).toBe(sumToHex(sums.get(`${table}|${bucket}`) ?? NO_SUM))
          all = xorSum(all, sumOfHex(hex))
        })
      }
      expect(sumToHex(all)).toBe(page.sum)
      expect(tables['sealed_box'] === undefined).toBe(seat === west)
      const bucket = bucketOf('m7')
      const rows = (await seat.ask<{ rows: [string, string][] }>('GET', `/sync/bucket?table=matter&bucket=${bucket}`))
        .body.rows
      expect(new Map(rows).get('m7')).toBe(sumToHex(sumOfRow(page.rows.find(([, , key]) => key === 'm7') as PulledRow)))
      const whole = (await seat.post<PullPage>('/sync/rows', { table: 'matter', keys: ['m7', 'm8', 'no'] })).body
      expect(whole.rows.map(([, , key]) => key).sort()).toEqual(['m7', 'm8'])
      expect(whole.rows[0]?.[5]).toMatchObject({ kind: 'mediation' })
    }
  })
})

onStores('a snapshot', (given) => {
  it('has every row that all seats may have, office first, then the newest matters with what is theirs', async () => {
    const { app, code, district } = given.district
    const seat = await joinedSeat(app, await code())
    const ids = Array.from({ length: 30 }, (_, at) => `0195-${String(at).padStart(4, '0')}`)
    await seat.push([
      ...ids.flatMap((id) => [matter(seat, id), matterEvent(seat, `e${id}`, { matter_id: id })]),
      ['setting', 'streetName', seat.stamp(), 0, wholeOf('setting', { value: '"东门"' })],
      ['sealed_box', 'b1', seat.stamp(), 0, { box: 'A' }],
    ])
    await seat.push([change(seat, ids[4] ?? '', { summary: '改' }, 4)])
    const info = await makeSnapshot(district, STREET)
    expect(info).toMatchObject({ cursor: 63, rows: 61 })
    const parts: Buffer[] = []
    for (let at = 0; at < (info?.bytes ?? 0); at += 700) {
      const range = { range: `bytes=${at}-${at + 699}` }
      const part = await seat.ask<Buffer>('GET', `/sync/snapshot/${info?.id}`, undefined, range)
      expect(part.status).toBe(206)
      expect(part.headers['content-range']).toMatch(new RegExp(`^bytes ${at}-\\d+/${info?.bytes}$`))
      parts.push(part.body)
    }
    const whole = Buffer.concat(parts)
    expect([whole.length, hashOf(whole)]).toEqual([info?.bytes, info?.sha256])
    const lines = zstdDecompressSync(whole).toString('utf8').trim().split('\n')
    const rows = lines.map((line) => PulledRow.parse(JSON.parse(line)))
    expect(rows.slice(0, 3).map(([, table, key]) => `${table} ${key}`)).toEqual([
      'setting streetName',
      `matter ${ids[29]}`,
      `matter_event e${ids[29]}`,
    ])
    expect(rows.at(-2)?.[2]).toBe(ids[0])
    expect(rows.find(([, , key]) => key === ids[4])?.[5]).toMatchObject({ summary: '改', kind: 'mediation' })
    const past = await seat.ask<Refusal>('GET', `/sync/snapshot/${info?.id}`, undefined, { range: 'bytes=99999999-' })
    expect(past.status).toBe(422)
  })

  it('is cut in pieces, offered to a seat that is far behind, and the newest two are kept', async () => {
    const { app, code, district } = given.district
    const seat = await joinedSeat(app, await code())
    const random = seededBytes('facts')
    const facts = (): string => Buffer.from(random(600)).toString('base64url')
    for (let batch = 0; batch < 3; batch += 1) {
      await seat.push(Array.from({ length: 1_900 }, (_, at) => matter(seat, `m${batch}-${at}`, { facts: facts() })))
    }
    const infos = [
      await makeSnapshot(district, STREET),
      await makeSnapshot(district, STREET),
      await makeSnapshot(district, STREET),
    ]
    expect(infos[2]?.bytes).toBeGreaterThan(2 * CHUNK_BYTES)
    const fresh = await joinedSeat(app, await code(), 'B')
    expect((await fresh.hello()).body.snapshot).toMatchObject({ cursor: 5_700, rows: 5_700 })
    expect((await seat.hello()).body.snapshot).toBeNull()
    const kept = await given.db.inStreet(STREET, (sql) => sql('SELECT count(DISTINCT id) AS n FROM snapshot_piece'))
    expect(kept).toEqual([{ n: 2 }])
    const { snapshot } = (await fresh.hello()).body
    const whole = await fresh.ask<Buffer>('GET', `/sync/snapshot/${snapshot?.id}`)
    expect([whole.status, hashOf(whole.body)]).toEqual([200, snapshot?.sha256])
  })
})

onStores('files', (given) => {
  it('are taken where a row speaks of them, checked as a whole, and any seat of the street may have them', async () => {
    const { app, code } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const west = await joinedSeat(app, await code(), 'B')
    const bytes = Buffer.from(seededBytes('paper')(CHUNK_BYTES + 500))
    const [first, last] = [bytes.subarray(0, CHUNK_BYTES), bytes.subarray(CHUNK_BYTES)]
    const file = `/sync/file/${hashOf(bytes)}`
    expect((await east.ask('HEAD', `${file}/0`)).status).toBe(404)
    expect((await east.ask<Refusal>('PUT', `${file}/0`, first)).body.code).toBe('not_found')
    const { rejected } = (
      await east.push([['document', 'd1', east.stamp(), 0, wholeOf('document', { sha256: hashOf(bytes) })]])
    ).body
    expect(rejected).toEqual([])
    expect((await east.ask('PUT', `${file}/0`, first)).status).toBe(204)
    const wrong = await east.ask<Refusal>('PUT', `${file}/1`, Buffer.from('not this'))
    expect([wrong.status, wrong.body.code]).toEqual([422, 'shape'])
    expect((await east.ask('HEAD', `${file}/0`)).status).toBe(404) // all of it is to be sent again
    for (const [piece, part] of [last, first].entries())
      expect((await east.ask('PUT', `${file}/${1 - piece}`, part)).status).toBe(204)
    expect((await west.ask('HEAD', `${file}/1`)).status).toBe(200)
    const got = [await west.ask<Buffer>('GET', `${file}/0`), await west.ask<Buffer>('GET', `${file}/1`)]
    expect(hashOf(Buffer.concat(got.map(({ body }) => body)))).toBe(hashOf(bytes))
    expect((await west.ask<Refusal>('GET', `${file}/2`)).body.code).toBe('not_found')
    expect((await east.ask<Refusal>('PUT', `${file}/2`, Buffer.alloc(CHUNK_BYTES + 1))).body.code).toBe('too_large')
    await east.push([['document', 'd1', east.stamp(), 1, { erase: 1 }]])
    expect((await west.ask('HEAD', `${file}/0`)).status).toBe(404)
  })
})

onStores('one street, two instances', (given) => {
  it('serve one seat in turn: tokens, nonces and batches of one are good at the other', async () => {
    const second = await createDistrict({ db: given.db, nowMs: () => NOON_MS, random: seededBytes('second') })
    const seat = await joinedSeat(given.district.app, await given.district.code())
    const apps = [second.app, given.district.app]
    for (let at = 0; at < 6; at += 1) {
      seat.app = apps[at % 2] as TestSeat['app']
      expect((await seat.push([matter(seat, `m${at}`)])).body).toMatchObject({ no: at + 1, rejected: [] })
    }
    const { nonce } = (await seat.ask<{ nonce: string }>('GET', '/sync/nonce')).body
    seat.app = second.app
    expect(nonce).toBeTruthy()
    expect((await seat.hello()).body).toMatchObject({ head: 6, lastNo: 6 })
    await second.close()
  })
})
