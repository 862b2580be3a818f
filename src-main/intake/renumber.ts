import { audit, type Ctx } from '../ctx/ctx.ts'
import { indexMatter } from '../search/indexMatter.ts'
import { getMatter, recordEvent } from './record.ts'
import { nextMatterNumber } from './register.ts'
import { updateNumber } from './repo.ts'

/**
 * A number that a copy of this computer had given out as well: the matter takes the next one; the timeline keeps the old
 * one, which stands on the citizen's slip.
 *
 * @throws AppError 'not_found' | 'not_allowed'
 */
export function renumberMatter(ctx: Ctx, id: string): string {
  const matter = getMatter(ctx, id)
  const number = nextMatterNumber(ctx, matter.receivedOn)
  recordEvent(ctx, id, matter.version, 'amended', { changed: ['编号'] }, `编号与另一件重复，原编号 ${matter.number}`)
  updateNumber(ctx.db, matter.id, number)
  indexMatter(ctx.db, matter.rid, matter.id)
  audit(ctx, 'changed', { kind: 'matter', id, title: number }, `换发编号，原编号 ${matter.number}`)
  return number
}
