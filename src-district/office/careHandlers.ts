import { z } from 'zod'
import type { GroupId } from '../../src-shared/care/codes.ts'
import { suppressFurther } from '../../src-shared/care/figuresSuppress.ts'
import type { CareFigureLine } from '../../src-shared/district/care.ts'
import type { Instant, Month } from '../../src-shared/kernel/day.ts'
import { Figure } from '../../src-shared/ledger/schema.ts'
import { findCareFigures } from './careRepo.ts'
import type { KnownCtx, OfficeHandlers } from './ctx.ts'
import { listStreetNames } from './rowsRepo.ts'
import { loadSettings } from './settings.ts'

const Reported = z.array(Figure.pick({ key: true, title: true, unit: true, value: true, text: true }))

/** What a street sent and cannot be read counts as not sent. */
function readFigures(json: string): z.infer<typeof Reported> {
  try {
    return Reported.safeParse(JSON.parse(json)).data ?? []
  } catch {
    return []
  }
}

async function figuresOf({ district: { db } }: KnownCtx, month: Month, group: GroupId) {
  const { suppressBelow } = await db.outsideStreets(loadSettings)
  const lines = new Map<string, CareFigureLine>()
  const streets = []
  for (const { streetCode, name } of await db.inDistrict(listStreetNames)) {
    const found = await db.inStreet(streetCode, (sql) => findCareFigures(sql, streetCode, group, month))
    const signedAt = (found?.signedAt ?? null) as Instant | null
    streets.push({ streetCode, name, signedAt, changes: found?.no ?? 0 })
    for (const { key, title, unit, text } of suppressFurther(
      group,
      readFigures(found?.figures ?? '[]'),
      suppressBelow,
    )) {
      const line = lines.get(key) ?? { key, title, unit, texts: {} }
      line.texts[streetCode] = text
      lines.set(key, line)
    }
  }
  return { streets, figures: [...lines.values()] }
}

export const careHandlers = {
  'care.figures': (ctx, { month, group }) => figuresOf(ctx, month, group),
} satisfies Partial<OfficeHandlers>
