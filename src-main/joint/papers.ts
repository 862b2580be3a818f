import { PAPERS } from '../../src-shared/paper/registry.ts'
import { issuePaper } from '../documents/issue.ts'
import type { Handlers } from '../ctx/ctx.ts'
import { draftJointPaper } from './paperData.ts'

export const jointPaperHandlers = {
  'joint.previewPaper': async (ctx, { id, kind }) => {
    const draft = draftJointPaper(ctx, id, kind)
    const { pdf, pages, fontNotice } = await ctx.services.typeset(draft.kind, draft.data, {
      mode: 'preview',
      timestamp: ctx.now,
      images: draft.images ?? [],
    })
    const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
    return { title: draft.title ?? PAPERS[draft.kind].title, pdfBase64, pages, fontNotice }
  },
  'joint.issuePaper': async (ctx, { id, kind }) => {
    const document = await issuePaper(ctx, (now) => draftJointPaper(now, id, kind))
    return { documentId: document.id }
  },
} satisfies Partial<Handlers>
