import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { findSeat, revokeSeat } from '../seats/repo.ts'
import { addStreet, makeCode } from '../seats/streets.ts'
import { note, type OfficeHandlers } from './ctx.ts'
import { deliverAll } from './deliver.ts'
import { listStreetNames } from './rowsRepo.ts'
import { listAllSeats, listStreets, setRevokedWhy } from './streetRepo.ts'

export const streetHandlers = {
  'streets.names': ({ district }) => district.db.inDistrict(listStreetNames),
  'streets.list': ({ district, now }) =>
    district.db.inDistrict(async (sql) => ({ streets: await listStreets(sql), seats: await listAllSeats(sql), now })),
  'streets.add': async (ctx, { streetCode, name }) => {
    const { district } = ctx
    if (!(await addStreet(district, streetCode, name))) throw new AppError('conflict', '这个街道代码已经登记')
    await district.db.outsideStreets((sql) =>
      note(ctx, sql, 'street_added', { street: streetCode, title: `${streetCode} ${name}` }),
    )
    await deliverAll(district, streetCode)
    return {}
  },
  'streets.makeCode': async (ctx, { streetCode, hours }) => {
    const made = await makeCode(ctx.district, streetCode, hours)
    if (!made) throw new AppError('not_found', '没有这个街道')
    await ctx.district.db.outsideStreets((sql) =>
      note(ctx, sql, 'code_made', { street: streetCode, title: '接入码' }, `${hours} 小时内有效`),
    )
    return { code: made.code, expiresAt: made.expiresAt as Instant }
  },
  'streets.revokeSeat': async (ctx, { streetCode, seatCode, reason }) => {
    await ctx.district.db.inStreet(streetCode, async (sql) => {
      const seat = await findSeat(sql, streetCode, seatCode)
      if (!seat) throw new AppError('not_found', '没有这个座席')
      if (!(await revokeSeat(sql, streetCode, seatCode, ctx.now))) throw new AppError('not_allowed', '这个座席已经停用')
      await setRevokedWhy(sql, streetCode, seatCode, reason)
      await note(ctx, sql, 'seat_revoked', { street: streetCode, id: seatCode, title: `座席 ${seat.letter}` }, reason)
    })
    ctx.district.hub.tell(streetCode)
    return {}
  },
} satisfies Partial<OfficeHandlers>
