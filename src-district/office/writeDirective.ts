import type { HolidayTable } from '../../src-shared/calendar/holidayTable.ts'
import { createWorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import { directiveClocks } from '../../src-shared/directive/clocks.ts'
import type { DirectiveArithmetic, DirectiveId, DirectiveKind } from '../../src-shared/directive/schema.ts'
import type { DistrictCheckedInput } from '../../src-shared/district/contract.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import { writeOwnRows } from '../sync/writeRows.ts'
import { newId, note, type KnownCtx } from './ctx.ts'
import { nextInSeries } from './directiveRepo.ts'
import { findHeadByNumber } from './matterRepo.ts'
import { listInForce } from './publishRepo.ts'
import { listStreetNames } from './rowsRepo.ts'
import { loadSettings } from './settings.ts'

/** Counted on the published calendar, with the years that the district itself published over the built-in ones. */
export async function clocksToday(
  { district, today }: KnownCtx,
  kind: DirectiveKind,
  replyDays: number | null,
): Promise<DirectiveArithmetic> {
  const [settings, years] = await district.db.outsideStreets(async (sql) => [
    await loadSettings(sql),
    await listInForce(sql, 'holidays', today),
  ])
  const calendar = createWorkCalendar(years.map(({ body }) => JSON.parse(body) as HolidayTable))
  return directiveClocks(kind, today, calendar, settings, replyDays ?? undefined)
}

type Input = DistrictCheckedInput<'directives.write'>
type Written = { streetCode: string; directiveId: DirectiveId; number: string }

/** One directive a street, each under a number of its own; all are written or, where one cannot be, those before it. */
export async function writeDirective(ctx: KnownCtx, input: Input): Promise<Written[]> {
  const { district } = ctx
  const streets = new Set((await district.db.inDistrict(listStreetNames)).map(({ streetCode }) => streetCode))
  const wanted = [...new Set(input.streetCodes)]
  if (wanted.some((code) => !streets.has(code))) throw new AppError('not_found', '没有这个街道')
  if (input.matterNumber !== '' && wanted.length !== 1)
    throw new AppError('invalid', '就一件事项督办、交办，只能发给这件事项所在的一个街道')
  const arithmetic = await clocksToday(ctx, input.kind, input.replyDays)
  const written: Written[] = []
  for (const streetCode of wanted) {
    written.push(await writeOne(ctx, input, streetCode, arithmetic))
    district.hub.tell(streetCode)
  }
  return written
}

async function writeOne(
  ctx: KnownCtx,
  input: Input,
  streetCode: string,
  arithmetic: DirectiveArithmetic,
): Promise<Written> {
  const { district, now, actor } = ctx
  const directiveId = newId(district) as DirectiveId
  return district.db.inStreet(streetCode, async (sql) => {
    const matter = input.matterNumber === '' ? undefined : await findHeadByNumber(sql, streetCode, input.matterNumber)
    if (input.matterNumber !== '' && !matter)
      throw invalidField('matterNumber', `这个街道没有编号为 ${input.matterNumber} 的事项，或还没有送到区里`)
    const year = Number(ctx.today.slice(0, 4))
    const word = input.kind === 'supervise' ? '督' : '交'
    const number = `〔${year}〕${word}字第${String(await nextInSeries(sql, input.kind, year)).padStart(3, '0')}号`
    await writeOwnRows(district, sql, streetCode, [
      {
        table: 'directive',
        key: directiveId,
        values: {
          number,
          kind: input.kind,
          title: input.title,
          text: input.text,
          matter_id: matter?.id ?? null,
          issued_at: now,
          issued_by: actor.name,
          receive_by: arithmetic.receive.dueOn,
          reply_by: arithmetic.reply.dueOn,
          document_id: null,
          withdrawn_at: null,
          arithmetic: JSON.stringify(arithmetic),
        },
      },
    ])
    await note(
      ctx,
      sql,
      'directive_written',
      { street: streetCode, id: directiveId, title: number },
      matter?.number ?? '',
    )
    return { streetCode, directiveId, number }
  })
}
