import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { described, petitionDesk } from '../support/petitionDesk.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => void (t = await testCore()))
afterAll(() => t.close())
const day = (text: string): Day => text as Day

it('takes no objection to a sender that there is none of, and no urgent report of what is not urgent', async () => {
  const came = await petitionDesk(t.as('head'), day('2026-03-16'))
  await came.act('describe', described())
  const objection = { on: '2026-03-18', sender: '区信访办', reason: '不属职权' }
  await expect(came.act('objectToSender', objection)).rejects.toMatchObject({ code: 'not_allowed' })
  const urgent = { on: '2026-03-18', at: '09:30', toWhom: '街道党工委' }
  await expect(came.act('reportUrgent', urgent)).rejects.toMatchObject({ code: 'not_allowed' })
  await came.act('describe', described({ isUrgent: true }))
  await came.act('reportUrgent', urgent)
  const allowed = ({ matter }: Awaited<ReturnType<typeof came.view>>) =>
    matter.acts.filter(({ isAllowed }) => isAllowed).map(({ act }) => act)
  expect(allowed(await came.view())).not.toContain('objectToSender')
  const passedOn = await petitionDesk(t.as('head'), day('2026-03-16'), { channel: 'transfer' })
  await passedOn.act('describe', described())
  expect(allowed(await passedOn.view())).toContain('objectToSender')
  await passedOn.act('objectToSender', objection)
})
