import { versionInForce } from '../../src-shared/centre/codeTables.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { LinkageDetail } from '../../src-shared/linkage/config.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'

/** Codes of the linkages that are not worked by tasks, such as 绩效联考: a number of tasks says nothing of them. */
export const linkagesWithoutTasks = (ctx: Pick<Ctx, 'db'>, on: Day): ReadonlySet<string> =>
  new Set(
    (versionInForce(tableVersions(ctx, 'linkage'), on)?.codes ?? [])
      .filter(({ detail }) => LinkageDetail.safeParse(detail).data?.takesTasks === false)
      .map(({ code }) => code),
  )
