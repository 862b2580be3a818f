import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashOfCode, newCode } from '../../src-district/seats/code.ts'
import { revokeSeat } from '../../src-district/seats/repo.ts'
import { makeCode } from '../../src-district/seats/streets.ts'
import { onStores } from './support/onStores.ts'
import { change, matter } from './support/rows.ts'
import { NOON_MS, OTHER_STREET, seededBytes, STREET } from './support/startDistrict.ts'
import { joinedSeat, TestSeat } from './support/testSeat.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

onStores('joining a street', (given) => {
  it('a code takes one seat in, once; the same seat may ask again for a lost answer', async () => {
    const { app, code } = given.district
    const east = new TestSeat(app)
    const text = await code()
    const first = await east.enrol(text.toLowerCase().replaceAll('-', ' '))
    expect(first.body).toMatchObject({ streetCode: STREET, streetName: '东门街道', seatCode: '0001', epoch: 1 })
    expect((await east.enrol(text)).body).toEqual(first.body)
    const thief = await new TestSeat(app).enrol(text, 'B')
    expect([thief.status, thief.body.code]).toEqual([403, 'bad_code'])
  })

  it('a code that is wrong, or older than it was made for, takes nobody in', async () => {
    const { app, code, clock } = given.district
    expect((await new TestSeat(app).enrol('ABCD-EFGH-JKMN')).body.code).toBe('bad_code')
    const text = await code()
    clock.ms += 24 * HOUR
    expect((await new TestSeat(app).enrol(text)).body.code).toBe('bad_code')
  })

  it('only the hash of a code is kept, and one without a street is not made', async () => {
    const { code, district } = given.district
    const text = await code()
    const rows = await given.db.inStreet(STREET, (sql) => sql('SELECT * FROM enrol_code'))
    expect(JSON.stringify(rows)).not.toContain(text.replaceAll('-', ''))
    expect(rows).toMatchObject([{ code_hash: hashOfCode(text) }])
    expect(await makeCode(district, '999999999')).toBeUndefined()
  })

  it('a letter is for one seat of a street, for ever; its code is not spent on it', async () => {
    const { app, code } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    await given.db.inStreet(STREET, (sql) => revokeSeat(sql, STREET, east.seatCode, '2026-03-02T04:00:00.000Z'))
    const west = new TestSeat(app)
    const text = await code()
    const taken = await west.enrol(text, 'A')
    expect([taken.status, taken.body.code]).toEqual([409, 'letter_taken'])
    expect(taken.body.message).toContain('B C D')
    expect((await west.enrol(text, 'B')).status).toBe(200)
    expect((await joinedSeat(app, await code(OTHER_STREET), 'A')).seatCode).toBe('0001')
  })

  it('refuses what is no key, and a version that nobody here speaks', async () => {
    const { app, code } = given.district
    const seat = new TestSeat(app)
    const text = await code()
    const input = {
      code: text,
      publicKey: 'A'.repeat(42),
      letter: 'A',
      name: '甲',
      app: '1',
      schema: { min: 1, cur: 1 },
    }
    expect((await seat.post<{ code: string }>('/sync/enrol', input)).body.code).toBe('shape')
    const future = { ...input, publicKey: seat.publicKey, schema: { min: 9, cur: 9 } }
    const reply = await seat.post<{ code: string }>('/sync/enrol', future)
    expect([reply.status, reply.body.code]).toEqual([426, 'update_needed'])
  })
})

onStores('hello', (given) => {
  it('tells where the street and the chain stand, and who is in it', async () => {
    const { app, code, clock } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const west = await joinedSeat(app, await code(), 'B')
    await east.push([matter(east, 'm1')])
    const { body } = await east.hello({ waiting: 3 })
    expect(body).toMatchObject({ head: 1, epoch: 1, lastNo: 1, lastHash: east.hash, letter: 'A', snapshot: null })
    expect(body.expiresAtMs - clock.ms).toBe(HOUR)
    expect(body.seats.map(({ letter, publicKey }) => [letter, publicKey])).toEqual([
      ['A', east.publicKey],
      ['B', west.publicKey],
    ])
    expect(body.packageKey).toBe((await west.hello()).body.packageKey)
  })

  it('a nonce is good for five minutes, and must be ours', async () => {
    const { app, code, clock } = given.district
    const seat = await joinedSeat(app, await code())
    const { nonce } = (await seat.ask<{ nonce: string }>('GET', '/sync/nonce')).body
    clock.ms += 6 * MINUTE
    expect((await seat.hello({ nonce })).body.code).toBe('token')
    expect((await seat.hello({ nonce: 'abc.def.ghi' })).body.code).toBe('token')
  })

  it('another key than the enrolled one is refused, and an unknown seat the same way', async () => {
    const { app, code } = given.district
    const seat = await joinedSeat(app, await code())
    const { privateKey } = generateKeyPairSync('ed25519')
    const own = seat.key
    seat.key = privateKey
    expect((await seat.hello()).body.code).toBe('bad_signature')
    seat.key = own
    expect((await seat.hello({ seatCode: '00zz' })).body.code).toBe('bad_signature')
    expect((await seat.hello({ streetCode: OTHER_STREET })).body.code).toBe('bad_signature')
    expect((await seat.hello({ streetCode: `${STREET}';--` })).body.code).toBe('bad_signature')
  })

  it('another lineage, or a head below what was read, stops with a question', async () => {
    const { app, code } = given.district
    const seat = await joinedSeat(app, await code())
    const other = await seat.hello({ lineage: 'another' })
    expect([other.status, other.body.code]).toEqual([409, 'lineage'])
    expect((await seat.hello({ cursor: 7 })).body.code).toBe('lineage')
    expect((await seat.push([], { lineage: 'another' })).body.code).toBe('lineage')
    const ahead = await seat.ask<{ code: string }>('GET', '/sync/pull?cursor=7')
    expect(ahead.body.code).toBe('lineage')
  })

  it('a token lives for an hour, and is nobody else’s', async () => {
    const { app, code, clock } = given.district
    const seat = await joinedSeat(app, await code())
    const forged = seat.token.replace(STREET, OTHER_STREET)
    expect(
      (await seat.ask('GET', '/sync/pull?cursor=0', undefined, { authorization: `Bearer ${forged}` })).status,
    ).toBe(401)
    clock.ms += HOUR
    expect((await seat.ask<{ code: string }>('GET', '/sync/pull?cursor=0')).body.code).toBe('token')
  })

  it('a revoked seat may do nothing more, its token notwithstanding', async () => {
    const { app, code } = given.district
    const seat = await joinedSeat(app, await code())
    await given.db.inStreet(STREET, (sql) => revokeSeat(sql, STREET, seat.seatCode, '2026-03-02T04:00:00.000Z'))
    const paths = ['/sync/pull?cursor=0', '/sync/digest', '/sync/bucket?table=matter&bucket=1', '/sync/snapshot/x']
    for (const path of [...paths, `/sync/file/${'a'.repeat(64)}/0`]) {
      expect((await seat.ask<{ code: string }>('GET', path)).body.code, path).toBe('revoked')
    }
    expect((await seat.push([matter(seat, 'm1')])).body.code).toBe('revoked')
    expect((await seat.post<{ code: string }>('/sync/epoch', {})).body.code).toBe('revoked')
    expect((await seat.post<{ code: string }>('/sync/rows', { table: 'matter', keys: [] })).body.code).toBe('revoked')
    expect((await seat.hello()).body.code).toBe('revoked')
    const other = await joinedSeat(app, await code(), 'B')
    expect((await other.hello()).body.seats.map(({ letter }) => letter)).toEqual(['B'])
  })
})

onStores('a chain of batches', (given) => {
  it('has no gap, and no second batch under one number', async () => {
    const { app, code } = given.district
    const seat = await joinedSeat(app, await code())
    await seat.push([matter(seat, 'm1')])
    const gap = await seat.push([matter(seat, 'm2')], { no: 3 })
    expect([gap.status, gap.body.code]).toEqual([409, 'gap'])
    expect((await seat.push([matter(seat, 'm2')], { no: 1, prev: '' })).body.code).toBe('fork')
    expect((await seat.push([matter(seat, 'm2')], { prev: 'f'.repeat(64) })).body.code).toBe('fork')
    expect((await seat.push([matter(seat, 'm2')], { epoch: 2 })).body.code).toBe('fork')
    expect((await seat.pull()).head).toBe(1)
  })

  it('a copied disk goes on as another seat, under a new code, letter and epoch', async () => {
    const { app, code } = given.district
    const first = await joinedSeat(app, await code())
    const copy = Object.assign(new TestSeat(app), first)
    await first.push([matter(first, 'm1')])
    expect((await copy.push([matter(copy, 'm2')])).body.code).toBe('fork')
    const fresh = (await copy.post<{ seatCode: string; letter: string; epoch: number }>('/sync/epoch', {})).body
    expect(fresh).toEqual({ seatCode: '0002', letter: 'B', epoch: 2 })
    expect((await copy.post('/sync/epoch', {})).body).toEqual(fresh) // its answer was lost
    Object.assign(copy, { seatCode: fresh.seatCode, epoch: fresh.epoch })
    await copy.hello()
    expect((await copy.push([matter(copy, 'm2')])).body).toMatchObject({ no: 1, rejected: [] })
    expect((await first.push([change(first, 'm1', { summary: '改' })])).body).toMatchObject({ no: 2 })
    expect((await copy.post<{ letter: string }>('/sync/epoch', {})).body.letter).toBe('C')
  })

  it('a wrong signature, or one of another seat, lands nothing', async () => {
    const { app, code } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const sent = east.build([matter(east, 'm1')])
    expect((await east.send(sent, 'A'.repeat(86))).body.code).toBe('bad_signature')
    const west = await joinedSeat(app, await code(), 'B')
    west.token = east.token
    expect((await west.send(sent)).body.code).toBe('bad_signature')
    const unsigned = await east.ask<{ code: string }>('POST', '/sync/push', sent)
    expect([unsigned.status, unsigned.body.code]).toEqual([401, 'bad_signature'])
    expect((await east.pull()).head).toBe(0)
  })

  it('a stamp over ten minutes ahead refuses the batch before anything is written, with the time of here', async () => {
    const { app, code, clock } = given.district
    const seat = await joinedSeat(app, await code())
    const ahead = await seat.push([matter(seat, 'm1'), change(seat, 'm2', { summary: '甲' }, 11 * MINUTE)])
    expect([ahead.status, ahead.body]).toEqual([
      422,
      { code: 'clock_ahead', message: expect.stringContaining('时钟') as string, serverTimeMs: clock.ms },
    ])
    expect((await seat.pull()).head).toBe(0)
    expect((await seat.push([change(seat, 'm2', { summary: '甲' }, 9 * MINUTE)])).status).toBe(200)
  })

  it('the district’s own stamps never go back, whatever its clock does', async () => {
    const { app, code, clock } = given.district
    const east = await joinedSeat(app, await code(), 'A')
    const west = await joinedSeat(app, await code(), 'B')
    const stamps: string[] = []
    for (const step of [0, -2 * HOUR, HOUR]) {
      clock.ms = NOON_MS + step
      await east.hello()
      await west.hello()
      const key = `m${step}`
      await east.push([['matter', key, east.stamp(-3 * HOUR), 0, { summary: '甲' }]])
      await west.push([['matter', key, west.stamp(-3 * HOUR), 0, { summary: '乙' }]])
      const rows = (await east.pull()).rows.filter(([, table]) => table === 'overwritten')
      stamps.push(...rows.map(([, , , stamp]) => stamp))
      await west.pull()
    }
    expect(stamps).toHaveLength(3)
    expect([...stamps].sort()).toEqual(stamps)
  })
})

describe('a code', () => {
  it('has twelve characters that nobody mistakes for one another', () => {
    const random = seededBytes('codes')
    const codes = Array.from({ length: 300 }, () => newCode(random))
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/)
    expect(new Set(codes).size).toBe(300)
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(31)
  })
})
