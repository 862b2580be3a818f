import { dayOf } from '../../src-shared/kernel/day.ts'
import { DIRECTIVE_KINDS } from '../../src-shared/directive/schema.ts'
import { whyNot } from '../../src-shared/directive/whyNot.ts'
import type { CheckedInput } from '../../src-shared/contract.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { DocumentId } from '../../src-shared/kernel/ids.ts'
import { findDocument } from '../documents/repo.ts'
import { issuePaper, type PaperDraft } from '../documents/issue.ts'
import { tellDirectiveTasks } from '../linkage/directiveTasks.ts'
import type { ActionCtx, Ctx, Handlers } from '../ctx/ctx.ts'
import { record } from './acts.ts'
import { getDirective, matterOf, type Directive } from './find.ts'
import { findDistrictName } from './repo.ts'

type Input = CheckedInput<'directive.reply'>

const districtOf = ({ db }: Ctx): string => findDistrictName(db) || '区综治中心'

/** @throws AppError 'not_allowed' | 'invalid' if a paper is not of the linked matter */
function draftOf(ctx: Ctx, input: Input): PaperDraft<'directive_reply'> {
  const one: Directive = getDirective(ctx, input.directiveId)
  const why = whyNot(one.state, 'replied')
  if (why) throw new AppError('not_allowed', why)
  const matter = matterOf(ctx, one)
  const papers = input.documentIds.map((id) => {
    const found = findDocument(ctx.db, id)
    if (!found || found.isVoid || !matter || found.matterId !== matter.id)
      throw new AppError('invalid', '随函的文书只能是关联事项的有效文书')
    return [found.title, found.number].filter(Boolean).join(' ')
  })
  const { settings } = ctx
  const kindTitle = DIRECTIVE_KINDS[one.kind]
  const title = `${kindTitle}回复函`
  return {
    kind: 'directive_reply',
    matterId: matter && matter.isSealed === 0 ? matter.id : null,
    ref: one.id,
    number: '',
    title,
    subject: `${kindTitle} ${one.number}`,
    stamp: `${one.seen}|${matter?.version ?? ''}`,
    data: {
      paperTitle: title,
      office: settings.petitionOffice || settings.centreName,
      addressee: districtOf(ctx),
      kind: kindTitle,
      directiveNumber: one.number,
      directiveTitle: one.title,
      directiveOn: dayOf(one.issuedAt),
      matterNumber: matter?.number ?? '',
      text: input.text,
      papers,
      approvedBy: input.approvedBy,
      handler: ctx.actor.name,
      phone: settings.centrePhone,
      issuedOn: ctx.today,
    },
  }
}

export const replyHandlers = {
  'directive.previewReply': async (ctx, input) => {
    const draft = draftOf(ctx, input)
    const { pdf, pages, fontNotice } = await ctx.services.typeset(draft.kind, draft.data, {
      mode: 'preview',
      timestamp: ctx.now,
    })
    const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
    return { title: draft.title ?? '', pdfBase64, pages, fontNotice }
  },
  /** The letter is kept, the reply recorded and the tasks of it told in one transaction. */
  'directive.reply': async (ctx: ActionCtx, input) => {
    let changed = { directiveId: input.directiveId, seen: input.seen }
    const { id } = await issuePaper(
      ctx,
      (now) => draftOf(now, input),
      (tx, documentId) => {
        const documentIds: DocumentId[] = [documentId, ...input.documentIds]
        changed = record(tx, input, 'replied', { text: input.text, documentIds })
        tellDirectiveTasks(tx, input.directiveId, districtOf(tx), input.text)
      },
    )
    return { ...changed, documentId: id }
  },
} satisfies Partial<Handlers>
