import { expect, it } from 'vitest'
import { onStores } from './support/onStores.ts'
import { change, matter, matterEvent, wholeOf } from './support/rows.ts'
import { OTHER_STREET } from './support/startDistrict.ts'
import { joinedSeat, type TestSeat } from './support/testSeat.ts'

onStores('push and pull', (given) => {
  const two = async (): Promise<[TestSeat, TestSeat]> => {
    const { app, code } = given.district
    return [await joinedSeat(app, await code(), 'A'), await joinedSeat(app, await code(), 'B')]
  }

  it('a row arrives whole, and its sender need not read it back', async () => {
    const [east, west] = await two()
    const row = matter(east, 'm1')
    const pushed = await east.push([row])
    expect(pushed.body).toMatchObject({ no: 1, from: 0, to: 1, rejected: [], overwritten: 0 })
    expect(east.cursor).toBe(1)
    const page = await west.pull()
    expect(page).toMatchObject({ rows: [[1, ...row]], next: 1, head: 1 })
    expect(page.sum).toMatch(/^[0-9a-f]{16}$/)
    expect((await east.pull()).sum).toBe(page.sum)
  })

  it('a change carries what is new since the cursor, and older fields their stamps', async () => {
    const [east, west] = await two()
    await east.push([matter(east, 'm1')])
    await west.pull()
    const [first, later] = [east.stamp(), east.stamp(5)]
    await east.push([['matter', 'm1', first, 0, { summary: '楼上又漏水' }]])
    await east.push([['matter', 'm1', later, 0, { facts: '已看过现场' }]])
    expect((await west.pull()).rows).toEqual([
      [3, 'matter', 'm1', later, 0, { summary: '楼上又漏水', facts: '已看过现场' }, { summary: first }],
    ])
  })

  it('an older value arriving later takes no place, and is new for nobody', async () => {
    const [east, west] = await two()
    await east.push([matter(east, 'm1')])
    await west.pull()
    const old = west.stamp(1)
    await east.push([change(east, 'm1', { stage: 'closed' }, 100)])
    const pushed = await west.push([['matter', 'm1', old, 0, { stage: 'mediating' }]])
    expect(pushed.body).toMatchObject({ from: 2, to: 2, overwritten: 0 }) // the stage is folded: nobody is asked
    expect((await west.pull()).rows.map((row) => row[5])).toEqual([{ stage: 'closed' }])
  })

  it('the newest value wins, whoever brings it', async () => {
    const [east, west] = await two()
    await east.push([matter(east, 'm1')])
    await west.pull()
    await east.push([change(east, 'm1', { summary: '旧' }, 10)])
    await west.pull()
    await west.push([change(west, 'm1', { summary: '新' }, 20)])
    expect((await east.pull()).rows[0]?.[5]).toEqual({ summary: '新' })
  })

  it('a lost answer costs a repeat, never a duplicate', async () => {
    const [east] = await two()
    const sent = east.build([matter(east, 'm1')])
    const [first, again] = [await east.send(sent), await east.send(sent)]
    // The street may have moved on since: what it holds is said the first time only.
    const { sum, ...said } = first.body
    expect(again.body).toEqual(said)
    expect(await east.pull()).toMatchObject({ head: 1, sum })
  })

  it('a row twice in one batch is one row', async () => {
    const [east, west] = await two()
    const pushed = await east.push([matter(east, 'm1'), change(east, 'm1', { summary: '改' }, 1)])
    expect(pushed.body.rejected).toEqual([])
    const { rows } = await west.pull()
    expect(rows).toHaveLength(1)
    expect(rows[0]?.[5]).toMatchObject({ summary: '改', kind: 'mediation' })
  })

  it('of two values of one field, neither writer knowing of the other, both seats are told', async () => {
    const [east, west] = await two()
    await east.push([matter(east, 'm1')])
    await west.pull()
    await east.push([change(east, 'm1', { summary: '东' })])
    const pushed = await west.push([change(west, 'm1', { summary: '西' }, 5)])
    expect(pushed.body).toMatchObject({ from: 2, to: 3, overwritten: 1 })
    const [found, more] = (await east.pull()).rows.filter(([, table]) => table === 'overwritten')
    expect(more).toBeUndefined()
    expect(found?.[3].slice(12, 16)).toBe('0000')
    expect(found?.[5]).toMatchObject({
      ...{ table_name: 'matter', row_key: 'm1', matter_id: 'm1', field: 'summary', settled_at: null },
      ...{ winner: '"西"', winner_by: '座席B', loser: '"东"', loser_by: '座席A' },
    })
    expect((await west.pull()).rows.map(([, table]) => table)).toContain('overwritten')
  })

  it('a value that was read before it was changed is no pair', async () => {
    const [east, west] = await two()
    await east.push([matter(east, 'm1')])
    await east.push([change(east, 'm1', { summary: '东' })])
    await west.pull()
    expect((await west.push([change(west, 'm1', { summary: '西' }, 5)])).body.overwritten).toBe(0)
  })

  it('of two facts under one key the first stands; the same once more is nothing new', async () => {
    const [east, west] = await two()
    const fact = matterEvent(east, 'e1')
    await east.push([fact])
    expect((await west.push([matterEvent(west, 'e1')])).body).toMatchObject({ from: 1, to: 1, rejected: [] })
    const other = await west.push([matterEvent(west, 'e1', { reason: '别的' })])
    expect(other.body.rejected).toMatchObject([{ table: 'matter_event', key: 'e1', code: 'taken' }])
    expect((await west.pull()).rows).toEqual([[1, ...fact]])
  })

  it('a bad row goes to the tray of its seat, the rest of the batch lands', async () => {
    const [east] = await two()
    const pushed = await east.push([
      ['matter', 'm0', 'no stamp', 0, {}],
      ['weather', 'w1', east.stamp(), 0, {}],
      ['directive', 'd1', east.stamp(), 0, wholeOf('directive')],
      ['matter_event', 'e1', east.stamp(), 1, {}],
      ['matter_party', 'm1', east.stamp(), 0, {}],
      change(east, 'm2', { facts: 'x'.repeat(5_000_000) }),
      matter(east, 'm1'),
    ])
    expect(pushed.body).toMatchObject({ from: 0, to: 1 })
    expect(pushed.body.rejected.map(({ code }) => code)).toEqual([
      'shape',
      'unknown_table',
      'forbidden',
      'forbidden',
      'shape',
      'too_large',
    ])
  })

  it('a number that another matter of the street holds is refused for the second; other streets may have it', async () => {
    const [east, west] = await two()
    await east.push([matter(east, 'm1', { number: 'A-0001' })])
    const twin = await west.push([
      matter(west, 'm2', { number: 'A-0001' }),
      matter(west, 'm3', { number: 'B-1' }),
      matter(west, 'm4', { number: 'B-1' }),
    ])
    expect(twin.body.rejected.map(({ key, code }) => [key, code])).toEqual([
      ['m2', 'taken'],
      ['m4', 'taken'],
    ])
    expect((await west.push([matter(west, 'm2', { number: 'B-2' })])).body.rejected).toEqual([])
    const { app, code } = given.district
    const far = await joinedSeat(app, await code(OTHER_STREET))
    expect((await far.push([matter(far, 'm1', { number: 'A-0001' })])).body.rejected).toEqual([])
  })

  it('fields that this version does not know are kept and given back', async () => {
    const [east, west] = await two()
    const row = matter(east, 'm1', { weather_then: '雨' })
    await east.push([row])
    await east.push([change(east, 'm1', { summary: '改' }, 3)])
    expect((await west.pull()).rows[0]?.[5]).toMatchObject({ weather_then: '雨', summary: '改' })
  })

  it('odd texts come back as they were', async () => {
    const [east, west] = await two()
    const summary = 'a\u0000b\u001f\u001e"\\\ud83d\ude00\ud83d 𠮷'
    await east.push([matter(east, 'm1', { summary, number: null })])
    expect((await west.pull()).rows[0]?.[5]['summary']).toBe(summary)
  })

  it('a sealed box is for its own seat only, and counts in its sum only', async () => {
    const [east, west] = await two()
    const box = ['sealed_box', 'b1', east.stamp(), 0, { box: 'AAAA' }]
    await east.push([matter(east, 'm1'), box])
    const seen = await west.pull()
    expect(seen.rows.map(([, table]) => table)).toEqual(['matter'])
    expect(seen.next).toBe(2)
    const own = await east.pull()
    expect(own.sum).not.toBe(seen.sum)
    Object.assign(east, { cursor: 0 })
    expect((await east.pull()).rows.map(([, table]) => table)).toEqual(['matter', 'sealed_box'])
    expect((await west.push([['sealed_box', 'b1', west.stamp(9), 0, { box: 'BBBB' }]])).body.rejected).toMatchObject([
      { code: 'taken' },
    ])
  })

  it('what was sealed later is wiped: values, pairs of values, and what comes too late', async () => {
    const [east, west] = await two()
    await east.push([matter(east, 'm1')])
    await west.pull()
    await east.push([change(east, 'm1', { summary: '东' })])
    await west.push([change(west, 'm1', { summary: '西' }, 5)])
    const odd = ['overwritten', 'o1', east.stamp(), 0, { table_name: 'party', row_key: 'p1', reason: '\u0000\ud83d' }]
    expect((await east.push([odd])).body.rejected).toEqual([])
    const wiping = ['overwritten', 'party', 'matter'].map((table, at) => [
      ...[table, ['o9', 'p1', 'm1'][at], east.stamp(10), 1, { erase: 1 }],
    ])
    expect((await east.push(wiping)).body.rejected).toEqual([])
    const late = await west.push([change(west, 'm1', { summary: '迟到' }, 20)])
    expect(late.body.rejected).toMatchObject([{ code: 'forbidden' }])
    const stored = await given.db.asOwner(async (sql, script) => {
      await script('ALTER TABLE sync_row NO FORCE ROW LEVEL SECURITY')
      const rows = await sql<{ data: string }>('SELECT data FROM sync_row')
      await script('ALTER TABLE sync_row FORCE ROW LEVEL SECURITY')
      return rows
    })
    expect(new Set(stored.map(({ data }) => data))).toEqual(new Set(['{"erase":1}']))
    expect(stored).toHaveLength(5)
    const again = await east.push([matter(east, 'm1', { summary: '解封' })])
    expect(again.body.rejected).toMatchObject([{ code: 'forbidden' }]) // its stamp is from before the seal
    const whole = wholeOf('matter', { number: 'A-m1', summary: '解封' })
    expect((await east.push([['matter', 'm1', east.stamp(30), 0, whole]])).body.rejected).toEqual([])
  })
})
