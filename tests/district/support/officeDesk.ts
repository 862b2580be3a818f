import type {
  DistrictInputOf,
  DistrictMethod,
  DistrictOutputOf,
  DistrictReply,
} from '../../../src-shared/district/contract.ts'
import type { DistrictRole } from '../../../src-shared/district/procedure.ts'
import type { Db } from '../../../src-district/db/db.ts'
import { addAccount } from '../../../src-district/office/firstAccount.ts'
import { officeRoom } from '../../../src-district/office/routes.ts'
import { emptyStore, startDistrict, type TestDistrict } from './startDistrict.ts'

export const FIRST_PASSWORD = 'chushi-2026-qu'
export const PASSWORD = 'xinmima-2026-qu'
const ORIGIN = 'http://localhost:80'
const CHEAP = 4

/** A refusal with its code. */
export class Refused extends Error {
  readonly code: string
  readonly details: Record<string, unknown>
  constructor({ code, message, details }: { code: string; message: string; details: Record<string, unknown> }) {
    super(message)
    this.code = code
    this.details = details
  }
}

export interface Desk {
  cookie: string
  reply(method: string, input: unknown): Promise<DistrictReply>
  call<M extends DistrictMethod>(method: M, input: DistrictInputOf<M>): Promise<DistrictOutputOf<M>>
}

/** A browser of the district's page, without a browser. */
export function openDesk({ app }: Pick<TestDistrict, 'app'>): Desk {
  const desk: Desk = {
    cookie: '',
    async reply(method, input) {
      const response = await app.inject({
        method: 'POST',
        url: '/rpc',
        headers: {
          'content-type': 'application/json',
          origin: ORIGIN,
          ...(desk.cookie ? { cookie: desk.cookie } : {}),
        },
        payload: JSON.stringify({ method, input }),
      })
      const set = response.headers['set-cookie']
      if (typeof set === 'string') desk.cookie = set.split(';')[0] ?? ''
      return response.json<DistrictReply>()
    },
    async call(method, input) {
      const answer = await desk.reply(method, input)
      if (!answer.ok) throw new Refused(answer.error)
      return answer.value as never
    },
  }
  return desk
}

/** A district with its page; `login` makes an account and a desk of somebody in a role. */
export async function startOffice(db: Db) {
  await emptyStore(db)
  await db.asOwner(async (_sql, script) => {
    await script(
      `TRUNCATE office_account, office_session, office_setting, office_series, office_log, office_publication`,
    )
  })
  const district = await startDistrict(db, { rooms: [officeRoom({ scryptLogN: CHEAP, version: 'test' })] })
  async function login(role: DistrictRole, name: string = role): Promise<Desk> {
    await addAccount(district.district, { login: name, name: `${name}（测试）`, role, password: FIRST_PASSWORD }, CHEAP)
    const desk = openDesk(district)
    await desk.call('account.login', { login: name, password: FIRST_PASSWORD })
    await desk.call('account.changePassword', { oldPassword: FIRST_PASSWORD, newPassword: PASSWORD })
    return desk
  }
  return { ...district, login }
}
export type Office = Awaited<ReturnType<typeof startOffice>>
