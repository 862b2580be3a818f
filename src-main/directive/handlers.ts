import { DIRECTIVE_KINDS, DIRECTIVE_STAGES, type DirectiveRow } from '../../src-shared/directive/schema.ts'
import { dayOf, formatChinaTime } from '../../src-shared/kernel/day.ts'
import type { SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { NOBODY } from '../intake/visible.ts'
import { audit, type Handlers } from '../ctx/ctx.ts'
import { actHandlers } from './acts.ts'
import { getDirective } from './find.ts'
import { publishedHandlers } from './publishedHandlers.ts'
import { replyHandlers } from './reply.ts'
import { listDirectives, viewDirective } from './view.ts'

const COLUMNS: SheetSpec['columns'] = [
  { key: 'number', title: '文号', kind: 'text', width: 22 },
  { key: 'kind', title: '种类', kind: 'text', width: 8 },
  { key: 'title', title: '标题', kind: 'text', width: 46 },
  { key: 'stage', title: '状态', kind: 'text', width: 16 },
  { key: 'issuedOn', title: '发出', kind: 'day' },
  { key: 'receiveBy', title: '签收期限', kind: 'day' },
  { key: 'replyBy', title: '答复期限', kind: 'day' },
  { key: 'owes', title: '该做什么', kind: 'text', width: 24 },
]

const toCells = ({ number, kind, title, stage, issuedAt, receiveBy, replyBy, owes }: DirectiveRow) => ({
  ...{ number, title, receiveBy, replyBy },
  kind: DIRECTIVE_KINDS[kind],
  stage: DIRECTIVE_STAGES[stage],
  issuedOn: dayOf(issuedAt),
  owes: owes ? (owes.isOverdue ? `${owes.what}已超期` : `${owes.dueOn} 前${owes.what}`) : '',
})

export const directiveHandlers = {
  ...actHandlers,
  ...publishedHandlers,
  ...replyHandlers,
  'directive.list': (ctx, { isOpenOnly }) => listDirectives(ctx, ctx.actor.userId, isOpenOnly),
  'directive.get': (ctx, { directiveId }) => {
    const one = getDirective(ctx, directiveId)
    audit(ctx, 'looked', { kind: 'directive', id: one.id, title: one.number })
    return viewDirective(ctx, one)
  },
  'directive.export': async (ctx, { isOpenOnly, purpose }) => {
    const rows = listDirectives(ctx, NOBODY, isOpenOnly)
    const spec: SheetSpec = {
      sheetName: '督办交办',
      title: '督办交办清单',
      note: `${ctx.settings.centreName}，共 ${rows.length} 件`,
      columns: COLUMNS,
      exportNote: `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${formatChinaTime(ctx.now)} 导出：${purpose}`,
      emptyText: '没有督办、交办',
    }
    const bytes = await ctx.services.sheetBytes(spec, rows.map(toCells))
    ctx.transact((tx) =>
      audit(tx, 'exported', { kind: 'directive', id: '', title: `督办交办清单 ${rows.length} 件` }, purpose),
    )
    return { fileName: `督办交办清单-${ctx.today}.xlsx`, xlsxBase64: bytes.toString('base64') }
  },
  'directive.print': async (ctx, { isOpenOnly, purpose }) => {
    const rows = listDirectives(ctx, NOBODY, isOpenOnly).map(toCells)
    const note = `${ctx.actor.name} ${ctx.today} 打印：${purpose}`
    const data = { organisation: ctx.settings.centreName, printedOn: ctx.today, note, rows }
    const { pdf, pages } = await ctx.services.typeset('directive_list', data, { mode: 'issue', timestamp: ctx.now })
    ctx.transact((tx) =>
      audit(tx, 'printed', { kind: 'directive', id: '', title: `督办交办清单 ${rows.length} 件` }, purpose),
    )
    const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
    return { title: '督办交办清单', fileName: `督办交办清单-${ctx.today}.pdf`, pdfBase64, pages }
  },
} satisfies Partial<Handlers>
