import { createHash } from 'node:crypto'
import { PAPERS, type PaperData, type PaperKind } from '../../src-shared/paper/registry.ts'
import type { DocumentRow } from '../../src-shared/intake/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { DocumentId } from '../../src-shared/kernel/ids.ts'
import type { PaperImage } from '../paper/workerMessages.ts'
import { audit, type ActionCtx, type Ctx, type TypesetResult } from '../ctx/ctx.ts'
import { findDocument, insertDocument } from './repo.ts'

/** A paper ready to be typeset. `stamp` tells whether what it was made from is still the same. */
export interface PaperDraft<K extends PaperKind = PaperKind> {
  kind: K
  matterId: string | null
  ref: string
  number: string
  /** The paper's own title where it differs from its kind's. */
  title?: string
  data: PaperData<K>
  subject: string
  stamp: string
  /** Pictures that the data name; they are read once and stand in the kept bytes. */
  images?: readonly PaperImage[]
}

const TRIES = 3

/**
 * Typesets and keeps a paper. Typesetting happens outside the transaction; if what the paper says
 * changed meanwhile it is made again.
 *
 * @param draft reads the data; called again before the paper is kept
 * @param alsoWrite what must commit together with the paper
 */
export async function issuePaper<K extends PaperKind>(
  ctx: ActionCtx,
  draft: (ctx: Ctx) => PaperDraft<K>,
  alsoWrite?: (tx: Ctx, id: DocumentId, draft: PaperDraft<K>) => void,
): Promise<DocumentRow> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const wanted = draft(ctx)
    const paper = await ctx.services.typeset(wanted.kind, wanted.data, {
      mode: 'issue',
      timestamp: ctx.now,
      images: wanted.images ?? [],
    })
    const id = ctx.transact((tx) => {
      const now = draft(tx)
      if (now.stamp !== wanted.stamp || now.number !== wanted.number) return undefined
      return keep(tx, now, paper, alsoWrite)
    })
    if (id) return findDocument(ctx.db, id) as DocumentRow
  }
  throw new AppError('conflict', '制作文书时内容一直在变动，请稍后再试')
}

/** Keeps a paper that is already typeset, in the caller's transaction. */
export function keep<K extends PaperKind>(
  tx: Ctx,
  draft: PaperDraft<K>,
  paper: TypesetResult,
  alsoWrite?: (tx: Ctx, id: DocumentId, draft: PaperDraft<K>) => void,
): DocumentId {
  const id = tx.newId<DocumentId>()
  insertDocument(tx.db, {
    id,
    matterId: draft.matterId,
    kind: draft.kind,
    ref: draft.ref,
    title: draft.title ?? PAPERS[draft.kind].title,
    number: draft.number,
    templateVersion: paper.templateVersion,
    data: draft.data,
    sha256: createHash('sha256').update(paper.pdf).digest('hex'),
    pages: paper.pages,
    issuedAt: tx.now,
    issuedBy: tx.actor.name,
    bytes: paper.pdf,
  })
  audit(tx, 'changed', { kind: 'document', id, title: draft.subject }, `制作${draft.title ?? PAPERS[draft.kind].title}`)
  alsoWrite?.(tx, id, draft)
  tx.changed('papers')
  return id
}
