import { zstdCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { createDistrict } from '../../src-district/createDistrict.ts'
import { healthRoutes } from '../../src-district/http/health.ts'
import { limitRequests } from '../../src-district/http/limits.ts'
import { createLog } from '../../src-district/log.ts'
import { onStores } from './support/onStores.ts'
import { matter } from './support/rows.ts'
import { NOON_MS, seededBytes } from './support/startDistrict.ts'
import { joinedSeat, TestSeat, type Refusal } from './support/testSeat.ts'

const MIB = 1024 * 1024

onStores('the door', (given) => {
  it('stops a body that is too long, and one that expands without end', async () => {
    const seat = await joinedSeat(given.district.app, await given.district.code())
    const long = await seat.send(Buffer.alloc(3 * MIB, 'x'))
    expect([long.status, long.body.code]).toEqual([413, 'too_large'])
    const bomb = zstdCompressSync(Buffer.alloc(512 * MIB))
    expect(bomb.length).toBeLessThan(MIB)
    const expanded = await seat.send(bomb)
    expect([expanded.status, expanded.body.code]).toEqual([413, 'too_large'])
    const small = zstdCompressSync(Buffer.alloc(40 * MIB))
    expect((await new TestSeat(given.district.app).ask<Refusal>('POST', '/sync/enrol', small)).body.code).toBe(
      'too_large',
    )
  })

  it('answers nonsense with 4xx and a Chinese sentence, never with 500', async () => {
    const seat = await joinedSeat(given.district.app, await given.district.code())
    const bodies = ['', '{', 'null', '[]', '{"rows":1}', '\u0000', '{"a":'.repeat(5_000)]
    const paths = ['/sync/push', '/sync/hello', '/sync/enrol', '/sync/rows']
    for (const path of paths) {
      for (const body of [...bodies, Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3])]) {
        const reply = await seat.ask<Refusal>('POST', path, Buffer.from(body), { 'x-sign': 'x' })
        expect(reply.status, `${path} ${body.toString().slice(0, 20)}`).toBeLessThan(500)
        expect(reply.status).toBeGreaterThanOrEqual(400)
        expect(reply.body.message).toMatch(/\p{Script=Han}/u)
      }
    }
    const gets = [
      ...[
        '/sync/pull',
        '/sync/pull?cursor=-1',
        '/sync/pull?cursor=x',
        '/sync/pull?cursor=1e400',
        '/sync/pull?cursor=0&limit=0',
      ],
      ...['/sync/pull?cursor=0&limit=99999', '/sync/pull?cursor=0&wait=99999', '/sync/pull?cursor=0&cursor=1'],
      ...[
        '/sync/bucket?table=matter&bucket=256',
        `/sync/bucket?table=a'b&bucket=1`,
        '/sync/snapshot/..%2fx',
        '/sync/snapshot/zz',
      ],
      ...[
        '/sync/file/xyz/0',
        `/sync/file/${'a'.repeat(64)}/-1`,
        `/sync/file/${'a'.repeat(64)}/999`,
        '/nowhere',
        '/sync/%zz',
      ],
    ]
    for (const path of gets) {
      const reply = await seat.ask<Refusal>('GET', path)
      expect(reply.status, path).toBeGreaterThanOrEqual(400)
      expect(reply.status, path).toBeLessThan(500)
      expect(reply.body.message, path).toMatch(/\p{Script=Han}/u)
    }
  })

  it('says no more in a header than has to be said', async () => {
    const seat = await joinedSeat(given.district.app, await given.district.code())
    const { headers } = await seat.push([matter(seat, 'm1')])
    expect(Object.keys(headers).sort()).toEqual(['content-length', 'content-type'])
    expect(headers['content-type']).toBe('application/json')
  })

  it('takes plain JSON as well as compressed, and compresses what is long', async () => {
    const seat = await joinedSeat(given.district.app, await given.district.code())
    await seat.push([matter(seat, 'm1', { facts: '漏水'.repeat(200) })])
    expect((await seat.ask<Refusal>('GET', '/sync/pull?cursor=0')).headers['content-encoding']).toBe('zstd')
    expect((await seat.ask<Refusal>('GET', '/sync/nonce')).headers['content-encoding']).toBeUndefined()
  })

  it('tells how it is, in counts, and logs no data', async () => {
    const lines: string[] = []
    const log = createLog(
      (line) => lines.push(line),
      () => NOON_MS,
    )
    const rooms = [limitRequests(), healthRoutes('let me see')]
    const other = await createDistrict({ db: given.db, nowMs: () => NOON_MS, random: seededBytes('b'), log, rooms })
    const seat = await joinedSeat(other.app, await given.district.code())
    await seat.push([matter(seat, 'm1', { summary: '张三的事' }), ['weather', 'w', seat.stamp(), 0, {}]])
    expect((await other.app.inject('/healthz')).json()).toEqual({ ok: true })
    const metrics = await other.app.inject('/metrics')
    expect(metrics.headers['content-type']).toMatch(/^text\/plain/)
    expect(metrics.body).toContain('onewindow_rows_total{what="pushed"} 1')
    expect(metrics.body).toContain('onewindow_rows_rejected_total{code="unknown_table"} 1')
    expect(metrics.body).toContain('onewindow_requests_total{route="/sync/push",status="200"} 1')
    const far = { remoteAddress: '192.0.2.7', url: '/metrics' }
    expect((await other.app.inject(far)).statusCode).toBe(404)
    const keyed = await other.app.inject({ ...far, headers: { authorization: 'Bearer let me see' } })
    expect(keyed.statusCode).toBe(404) // a key with spaces is none
    for (const text of [metrics.body, lines.join('\n')]) expect(text).not.toMatch(/张三|座席|310101/)
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toContain('seat_enrolled')
    await other.close()
  })

  it('lets nobody try codes all day, nor one seat ask without end', async () => {
    const rooms = [limitRequests(60)]
    const { app, close } = await createDistrict({ db: given.db, nowMs: () => NOON_MS, random: seededBytes('b'), rooms })
    const seat = await joinedSeat(app, await given.district.code())
    const tries: number[] = []
    for (let each = 0; each < 12; each += 1) tries.push((await new TestSeat(app).enrol('ABCD-EFGH-JKMN')).status)
    expect(tries.filter((status) => status === 429)).toHaveLength(3) // one of the ten was the seat's own
    let last = await seat.ask<Refusal>('GET', '/sync/pull?cursor=0')
    for (let each = 0; each < 60 && last.status === 200; each += 1)
      last = await seat.ask<Refusal>('GET', '/sync/pull?cursor=0')
    expect([last.status, last.body.code]).toEqual([429, 'busy'])
    await close()
  })
})
