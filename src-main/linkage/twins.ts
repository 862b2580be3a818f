import { bareName } from '../../src-shared/linkage/sheetSource.ts'
import { groupTwins } from '../../src-shared/linkage/twins.ts'
import type { Handlers } from '../ctx/ctx.ts'
import { listSources } from './sheetRepo.ts'
import { listApart, listSameNumbers } from './twinRepo.ts'

export const twinHandlers = {
  'linkage.twins': (ctx, { matterId }) => {
    // numbers of systems that send lists: a letter of a unit may well be about several matters
    const systems = new Set(listSources(ctx.db).map(({ name }) => bareName(name)))
    const rows = listSameNumbers(ctx.db, matterId).filter(({ system }) => systems.has(bareName(system)))
    const apart = listApart(
      ctx.db,
      rows.map((row) => row.matterId),
    )
    const found = groupTwins(rows, (a, b) => apart.has(`${a}/${b}`))
    return matterId
      ? found.filter(({ kept, others }) => [kept, ...others].some((twin) => twin.matterId === matterId))
      : found
  },
} satisfies Partial<Handlers>
