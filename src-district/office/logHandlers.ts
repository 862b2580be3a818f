import { LISTS } from '../../src-shared/district/log.ts'
import { addDays, startOfDay } from '../../src-shared/kernel/day.ts'
import { note, type OfficeHandlers } from './ctx.ts'
import { listLog, verifyLog } from './logRepo.ts'
import { listStreetNames } from './rowsRepo.ts'

export const logHandlers = {
  'log.list': async ({ district: { db } }, { action, from, to, before, limit }) => {
    const filter = {
      action,
      before,
      limit: limit + 1,
      from: from && startOfDay(from),
      to: to && startOfDay(addDays(to, 1)),
    }
    const found = await db.outsideStreets((sql) => listLog(sql, filter))
    const names = new Map((await db.inDistrict(listStreetNames)).map(({ streetCode, name }) => [streetCode, name]))
    const lines = found.slice(0, limit).map((line) => ({ ...line, street: names.get(line.street) ?? line.street }))
    return { lines, next: found.length > limit ? (lines.at(-1)?.seq ?? null) : null }
  },
  'log.verify': ({ district }) => district.db.outsideStreets(verifyLog),
  'log.noteTaken': async (ctx, { list, way, count }) => {
    await ctx.district.db.outsideStreets((sql) => note(ctx, sql, way, { title: LISTS[list] }, `${count} 行`))
    return {}
  },
} satisfies Partial<OfficeHandlers>
