import { filterWords } from '../../src-shared/intake/filterWords.ts'
import { maskPartyName } from '../../src-shared/intake/mask.ts'
import { CHANNELS, STAGES } from '../../src-shared/intake/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import { listUsers } from '../account/repo.ts'
import { listPlaces } from '../centre/repo.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { countMatters, eachMatter, type ListedMatter } from './listRepo.ts'
import { listWords, withoutSecrets, type ListWords } from './listWords.ts'
import { NOBODY } from './visible.ts'

/** Some 100 sheets: what is longer is read on the screen or taken as a sheet for WPS. */
const MOST = 2_000

export const printHandlers = {
  'matters.print': async (ctx, { filter, order, purpose }) => {
    // Without any sealed matter, as in the export: paper goes where no gate can follow.
    const count = countMatters(ctx.db, NOBODY, filter)
    if (count > MOST)
      throw new AppError('too_large', `共 ${count} 件，一次最多打印 ${MOST} 件；请先筛选，或改用“导出表格”`, { count })
    const rows = [...eachMatter(ctx.db, NOBODY, filter, order)].map(withoutSecrets)
    const hasSecret = rows.some(({ isSecret }) => isSecret === 1)
    const words = listWords(ctx, filter)
    const { title, linkage } = words
    const data: PaperData<'matter_list'> = {
      organisation: ctx.settings.centreName,
      title,
      filters: filterWords(filter, {
        place: listPlaces(ctx.db).find(({ id }) => id === filter.placeId)?.name ?? '',
        owner: listUsers(ctx.db).find(({ id }) => id === filter.ownerId)?.name ?? '',
        linkage,
      }),
      printedOn: ctx.today,
      note: `${ctx.actor.name} ${ctx.today} 打印：${purpose}。号码和住址不印；检举控告不列入${hasSecret ? '；要求保密的不印内容' : ''}。`,
      rows: rows.map((row) => toPrintRow(ctx, row, words)),
    }
    const { pdf, pages } = await ctx.services.typeset('matter_list', data, { mode: 'issue', timestamp: ctx.now })
    ctx.transact((tx) => audit(tx, 'printed', { kind: 'matter', id: '', title: `${title} ${rows.length} 件` }, purpose))
    const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
    return { title, fileName: `${title}-${ctx.today}.pdf`, pdfBase64, pages }
  },
} satisfies Partial<Handlers>

/** As on the screen; names hidden where the office prints none. */
function toPrintRow(
  ctx: Ctx,
  row: ListedMatter,
  words: ListWords,
): NonNullable<PaperData<'matter_list'>['rows']>[number] {
  const { number, receivedOn, summary, placeName, ownerName } = row
  return {
    number,
    receivedOn,
    summary,
    placeName,
    ownerName,
    partyNames: row.isSecret
      ? ''
      : ctx.settings.hidesNamesInPrint
        ? hideNames(row.partyNames)
        : row.partyNames || '匿名',
    stage: STAGES[row.stage],
    // answered or refused at the window, it never got a kind, and waits for none
    kind: row.kind === 'open' && row.stage !== 'registered' ? '' : words.kindOf(row.kind),
    dueOn: row.dueOn ?? '',
    channel: CHANNELS[row.channel],
  }
}

const hideNames = (names: string): string =>
  names
    .split('、')
    .map((name) => maskPartyName(name.length > 4 ? 'company' : 'person', name))
    .join('、')
