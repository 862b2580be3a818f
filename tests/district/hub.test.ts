import { describe, expect, it } from 'vitest'
import { createHub, realTimer, type Stand, type WaitEnd } from '../../src-district/sync/hub.ts'

const STREET = '310101001'
const never = new Promise<void>(() => {})

/** A wait, and how it has ended so far. */
function waitAt(hub: ReturnType<typeof createHub>, stand: Stand): { end: WaitEnd | '' } {
  const wait: { end: WaitEnd | '' } = { end: '' }
  void hub.wait(STREET, stand, 60_000, never).then((end) => (wait.end = end))
  return wait
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('who waits for news', () => {
  it('is not told its own batch, and stands behind it; everybody else is told', async () => {
    const hub = createHub(realTimer)
    const [own, other] = [
      { token: 'a', cursor: 10 },
      { token: 'b', cursor: 10 },
    ]
    const [sender, reader] = [waitAt(hub, own), waitAt(hub, other)]
    hub.tell(STREET, { token: 'a', from: 10, to: 12, head: 12 })
    await settle()
    expect([sender.end, reader.end]).toEqual(['', 'news'])
    expect([own.cursor, other.cursor]).toEqual([12, 10])
    hub.tell(STREET, { token: 'b', from: 12, to: 13, head: 13 })
    await settle()
    expect(sender.end).toBe('news')
    expect(own.cursor).toBe(12)
    hub.release()
  })

  it('is told where the district added rows of its own, or where others came before the batch', async () => {
    const hub = createHub(realTimer)
    const [ahead, behind] = [
      { token: 'a', cursor: 10 },
      { token: 'a', cursor: 8 },
    ]
    const waits = [waitAt(hub, ahead), waitAt(hub, behind)]
    hub.tell(STREET, { token: 'a', from: 10, to: 12, head: 13 })
    await settle()
    expect(waits.map(({ end }) => end)).toEqual(['news', 'news'])
    expect([ahead.cursor, behind.cursor]).toEqual([12, 8])
    hub.release()
  })
})
