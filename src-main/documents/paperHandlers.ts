import { AppError } from '../../src-shared/kernel/errors.ts'
import { isPaperKind, PAPERS, type PaperKind } from '../../src-shared/paper/registry.ts'
import type { DocumentId } from '../../src-shared/kernel/ids.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { findMatter } from '../intake/repo.ts'
import { mayKnow } from '../intake/visible.ts'
import { countPrint, findDocument, getBytes, voidDocument } from './repo.ts'
import { issuePaper } from './issue.ts'
import { draftPaper } from './draftPaper.ts'
import { claimPaperNumber } from './numbers.ts'

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

export const paperHandlers = {
  'papers.preview': async (ctx, { matterId, kind, ref }) => {
    const draft = draftPaper(ctx, matterId, checkKind(kind), ref)
    const { pdf, pages, fontNotice } = await ctx.services.typeset(draft.kind, draft.data, {
      mode: 'preview',
      timestamp: ctx.now,
    })
    return { title: draft.title ?? PAPERS[draft.kind].title, pdfBase64: base64(pdf), pages, fontNotice }
  },

  'papers.issue': (ctx, { matterId, kind, ref }) =>
    issuePaper(
      ctx,
      (now) => draftPaper(now, matterId, checkKind(kind), ref),
      (tx, _, draft) => claimPaperNumber(tx, draft.kind, draft.number),
    ),

  'papers.bytes': (ctx, { documentId, purpose }) => {
    const document = getDocument(ctx, documentId)
    const isReprint = purpose === 'print' && document.printCount > 0
    if (purpose === 'print') countPrint(ctx.db, documentId)
    const subject = { kind: 'document', id: documentId, title: `${document.title} ${document.number}`.trim() }
    audit(
      ctx,
      purpose === 'view' ? 'looked' : purpose === 'save' ? 'exported' : isReprint ? 'reprinted' : 'printed',
      subject,
      isReprint ? `补打，第 ${document.printCount + 1} 次` : '',
    )
    ctx.changed('papers')
    const mark = document.number || document.ref // a ledger's ref is its month
    const fileName = `${document.title}${mark ? `-${mark}` : ''}.pdf`.replace(/[\\/:*?"<>|]/g, '_')
    return { title: document.title, fileName, pdfBase64: getBytes(ctx.db, documentId).toString('base64'), isReprint }
  },

  'papers.void': (ctx, { documentId, reason }) => {
    const document = getDocument(ctx, documentId)
    if (document.matterId === null && !document.kind.startsWith('joint_'))
      throw new AppError('signed_off', '签发的台账不能作废，更正请出具差异单')
    voidDocument(ctx.db, documentId, reason)
    audit(
      ctx,
      'changed',
      { kind: 'document', id: documentId, title: `${document.title} ${document.number}`.trim() },
      `作废：${reason}`,
    )
    ctx.changed('papers')
    return {}
  },

  'papers.fontSelfTest': async (ctx) => {
    const data = {
      centreName: ctx.settings.centreName,
      madeOn: ctx.today,
      rareCharacters: '䶮 㛃 㸅 𠮷 𫖮 𬱖 𡈽 𪟝 𬀩',
    }
    const { pdf, fontNotice } = await ctx.services.typeset('font_self_test', data, {
      mode: 'preview',
      timestamp: ctx.now,
    })
    return { pdfBase64: base64(pdf), fontNotice }
  },
} satisfies Partial<Handlers>

/** @throws AppError 'not_found', also for a paper of a sealed matter that the caller may not know of */
function getDocument(ctx: Ctx, id: DocumentId) {
  const document = findDocument(ctx.db, id)
  const matter = document?.matterId ? findMatter(ctx.db, document.matterId) : undefined
  if (!document || (matter && !mayKnow(ctx, matter))) throw new AppError('not_found', '没有这份文书')
  return document
}

function checkKind(kind: string): PaperKind {
  if (!isPaperKind(kind)) throw new AppError('invalid', '没有这种文书')
  return kind
}
