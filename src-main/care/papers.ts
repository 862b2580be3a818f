import { createHash } from 'node:crypto'
import { CLIENT_PAPER_BUILDERS, type ClientPaperKind } from '../../src-shared/care/paper/buildClient.ts'
import type { PaperSource } from '../../src-shared/care/paper/source.ts'
import { groupOn } from '../../src-shared/care/groups.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { isPaperKind, PAPERS, type PaperData, type PaperKind } from '../../src-shared/paper/registry.ts'
import type { CareActionCtx, CareCtx, Handlers } from '../ctx/ctx.ts'
import { listDueVisits } from './dueRepo.ts'
import { groupVersions } from './groups.ts'
import { numberOf } from './number.ts'
import { buildOfficePaper } from './officePapers.ts'
import { countPrint, findPaper, savePaper } from './paperRepo.ts'
import { imagesOf } from './photos.ts'
import { findClient } from './projectRepo.ts'
import { getClient, notFound, recordActs, recordOffice } from './record.ts'
import { hasLooked } from './officeRepo.ts'
import { isMine } from './view.ts'

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

interface Draft {
  kind: PaperKind
  title: string
  data: PaperData<PaperKind>
  /** How many clients it names. */
  people: number
}

/**
 * Papers of clients and of the office of care. They name what is masked: of a colleague's client only who has just looked, with a
 * purpose, gets one, and each is a line of the log.
 */
export const paperHandlers = {
  'care.previewPaper': async (ctx, { kind, clientId, ref, withPhotos }) => {
    const draft = ctx.transactCare((tx) => {
      const made = clientId === null ? officeDraft(tx, kind, ref) : clientDraft(tx, clientId, kind, ref, withPhotos)
      if (clientId === null) look(tx, null, made)
      else lookOnce(tx, clientId, made)
      return made
    })
    const mode = clientId === null ? 'issue' : 'preview'
    const images = imagesOf(ctx, clientId, draft.data)
    const options = { mode, timestamp: ctx.now, images } as const
    const { pdf, pages, fontNotice } = await ctx.services.typeset(draft.kind, draft.data, options)
    return { title: draft.title, pdfBase64: base64(pdf), pages, fontNotice }
  },

  'care.issuePaper': async (ctx, { kind, clientId, ref, withPhotos }) => {
    if (clientId === null) throw new AppError('invalid', '这种文书直接打印，不归入个人记录')
    const { title, data } = clientDraft(ctx, clientId, kind, ref, withPhotos)
    const paperKind = kind as PaperKind
    const timestamp = ctx.now
    const options = { mode: 'issue', timestamp, images: imagesOf(ctx, clientId, data) } as const
    const { pdf, pages, templateVersion } = await ctx.services.typeset(paperKind, data, options)
    const paperId = ctx.newId<string>()
    ctx.transactCare((tx) => {
      const sha256 = createHash('sha256').update(pdf).digest('hex')
      const payload = {
        paperId,
        kind,
        ref,
        title,
        templateVersion,
        data: data as never,
        issuedAt: timestamp,
        sha256,
        pages,
      }
      recordActs(tx, clientId, [{ kind: 'issuePaper', payload }])
      savePaper(tx.care.db, paperId, clientId, pdf)
      lookOnce(tx, clientId, { title })
    })
    return { paperId, title }
  },

  'care.paperBytes': async (ctx, { clientId, paperId, purpose }) => {
    const { state } = getClient(ctx, clientId)
    const paper = state.papers.find((each) => each.paperId === paperId)
    if (!paper) throw notFound()
    checkSeen(ctx, clientId)
    const pdf = findPaper(ctx.care.db, paperId) ?? (await printAgain(ctx, clientId, paper))
    const isReprint = ctx.transactCare((tx) => {
      savePaper(tx.care.db, paperId, clientId, pdf)
      lookOnce(tx, clientId, paper)
      return purpose === 'print' && countPrint(tx.care.db, paperId) > 1
    })
    // Nothing in the name of a file tells whose it is: it may end in any folder.
    return {
      title: paper.title,
      fileName: `${paper.title}-${numberOf(clientId)}.pdf`,
      pdfBase64: base64(pdf),
      isReprint,
    }
  },
} satisfies Partial<Handlers>

/** One that another seat issued: the same data and moment give the same paper. */
async function printAgain(
  ctx: CareActionCtx,
  clientId: string,
  { kind, data, issuedAt }: { kind: string; data: unknown; issuedAt: CareCtx['now'] },
): Promise<Uint8Array> {
  const known = checkKind(kind)
  const parsed = PAPERS[known].schema.parse(data) as PaperData<PaperKind>
  const images = imagesOf(ctx, clientId, parsed)
  const { pdf } = await ctx.services.typeset(known, parsed, { mode: 'issue', timestamp: issuedAt, images })
  return pdf
}

function clientDraft(ctx: CareCtx, clientId: string, kind: string, ref: string, withPhotos: boolean): Draft {
  if (!Object.hasOwn(CLIENT_PAPER_BUILDERS, kind)) throw new AppError('invalid', '没有这种文书')
  const name = kind as ClientPaperKind
  checkSeen(ctx, clientId)
  const { state } = getClient(ctx, clientId)
  const { settings, care, today } = ctx
  const versions = groupVersions(care.db)
  const source: PaperSource = {
    office: settings.centreName,
    phone: settings.centrePhone,
    address: settings.centreAddress,
    headPhone: settings.centrePhone,
    number: numberOf(clientId),
    state,
    today,
    myName: ctx.actor.name,
    withPhotos,
    due: listDueVisits(care.db, clientId, today),
    configOf: (group, on) => groupOn(versions, group, on),
  }
  return draftOf(name, CLIENT_PAPER_BUILDERS[name](source, ref))
}

const officeDraft = (ctx: CareCtx, kind: string, ref: string): Draft => {
  const made = buildOfficePaper(ctx, kind, ref)
  if (!made) throw new AppError('invalid', '没有这种文书')
  return { ...draftOf(made.kind, made.data), people: made.people }
}

function draftOf(kind: PaperKind, data: unknown): Draft {
  const parsed = PAPERS[kind].schema.parse(data) as PaperData<PaperKind>
  const own = (parsed as { paperTitle?: string }).paperTitle
  return { kind, title: own ?? PAPERS[kind].title, data: parsed, people: 1 }
}

function checkKind(kind: string): PaperKind {
  if (!isPaperKind(kind)) throw new AppError('file_newer', '这份文书由更新版本的程序制作，升级后再打印')
  return kind
}

/** Within this time what somebody has looked at stays open to him, and looking again is the same look. */
const SAME_LOOK_MS = 60 * 60_000

function hasJustLooked(ctx: CareCtx, clientId: string, what: string, purpose?: string): boolean {
  const since = new Date(Date.parse(ctx.now) - SAME_LOOK_MS).toISOString() as Instant
  return hasLooked(ctx.care.db, { clientId, what, purpose: purpose ?? null, actorId: ctx.actor.userId, since })
}

/** @throws AppError 'not_allowed' for a colleague's client whose record the caller has not opened */
function checkSeen(ctx: CareCtx, clientId: string): void {
  if (isMine(ctx, findClient(ctx.care.db, clientId)?.workerId ?? null)) return
  if (!hasJustLooked(ctx, clientId, 'reveal'))
    throw new AppError('not_allowed', '这份文书上有完整的信息，请先在“本人”里选用途、显示完整信息，再打印')
}

const purposeOf = (title: string): string => `打印${title}`

const look = (ctx: CareCtx, clientId: string | null, { title, people = 1 }: { title: string; people?: number }) =>
  recordOffice(ctx, 'look', { clientId, what: 'print', purpose: purposeOf(title), count: Math.max(people, 1) })

/** To see a paper, to issue it and to print it is one look. */
function lookOnce(ctx: CareCtx, clientId: string, paper: { title: string }): void {
  if (!hasJustLooked(ctx, clientId, 'print', purposeOf(paper.title))) look(ctx, clientId, paper)
}
