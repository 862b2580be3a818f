import type { z } from 'zod'
import { AppError, invalidField } from '../../../src-shared/kernel/errors.ts'
import { CLOSURES } from '../../../src-shared/linkage/codes.ts'
import { all } from '../../../src-shared/linkage/project.ts'
import type { sealedContract } from '../../../src-shared/linkage/sealedContract.ts'
import { ANSWER_SUFFIX, type AnswerContent } from '../../../src-shared/linkage/sealedPackage.ts'
import { parseSlipCode } from '../../../src-shared/linkage/slipCode.ts'
import { whyNot } from '../../../src-shared/linkage/whyNot.ts'
import { openFile } from '../../documents/matterFile.ts'
import { getMatterAt, recordEvent } from '../../intake/record.ts'
import { audit, type Ctx, type Handlers } from '../../ctx/ctx.ts'
import { keyFingerprint, sealFor } from '../../store/seatKeys.ts'
import { recordAct } from '../acts.ts'
import { slipOf } from '../list.ts'
import { findBySlip } from '../repo.ts'
import { bytesOfDocuments, checkSize, keepDocuments, readOwnFiles, readPapers } from './files.ts'
import { ensureSeatKey } from './keys.ts'
import { openUnitFile, type Opened } from './openFile.ts'
import { findTaken, findUnitKey, markAnswered } from './sealedRepo.ts'
import { viewTasks } from './takeTasks.ts'

type Answer = Extract<Opened, { kind: 'answer' }>
type OpenedAnswer = Extract<z.infer<(typeof sealedContract)['linkage.openSealed']['output']>, { kind: 'answer' }>

/** The part that an answer belongs to, if the file is signed by the key that its unit has now. */
function answeredPart(ctx: Ctx, { header, content }: Answer) {
  const code = parseSlipCode(content.slipCode)
  const part = code ? findBySlip(ctx.db, code) : undefined
  if (!code || !part) throw new AppError('not_found', `这里没有回复码 ${content.slipCode} 的任务`)
  const kept = findUnitKey(ctx.db, part.unitCode)
  if (!kept) throw new AppError('not_allowed', `“${part.unit}”没有存公钥，认不出是谁做的回复，没有收下`)
  if (kept.publicKey !== header.from)
    throw new AppError(
      'not_allowed',
      `签名不是“${part.unit}”现在存的公钥，没有收下。单位换了电脑的，请先核对指纹、更换公钥，再请单位重新做一份`,
    )
  const slip = slipOf(ctx, code)
  const { linkage, linkageRecord } = openFile(ctx, slip.matterId)
  const isKnown = all(linkageRecord, 'unitAnswers').some(({ packageId }) => packageId === content.packageId)
  const act = { key: slip.key, slipCode: code, ...content.answer, packageId: content.packageId }
  // what the record itself says against it, such as a day before the unit received the task
  const why = slip.why || (whyNot(linkage, 'unitAnswers', act as never) ?? '')
  return { ...slip, slipCode: code, act, why: isKnown ? '这份回复已经登记过' : why }
}

function viewAnswer(ctx: Ctx, opened: Answer): OpenedAnswer {
  const { header, content } = opened
  bytesOfDocuments(content.documents)
  const { act: _act, ...part } = answeredPart(ctx, opened)
  return {
    kind: 'answer',
    madeAt: header.madeAt,
    ...part,
    fingerprint: keyFingerprint(header.from),
    answer: content.answer,
    documents: content.documents.map(({ title, number, pages }) => ({ title, number, pages })),
  }
}

export const sealedAnswerHandlers = {
  'linkage.openSealed': async (ctx, { base64 }) => {
    const opened = await openUnitFile(ctx, base64)
    return ctx.transact((tx) => {
      const view = opened.kind === 'tasks' ? viewTasks(tx, opened) : viewAnswer(tx, opened)
      const title = view.kind === 'tasks' ? `${view.centre.name}的密封包` : `${view.number} 的回复包`
      audit(tx, 'looked', { kind: 'matter', id: view.kind === 'answer' ? view.matterId : '', title })
      return view
    })
  },

  'linkage.sealAnswer': async (ctx, { matterId, version, answer, documentIds, files }) => {
    const matter = getMatterAt(ctx, matterId, version)
    if (matter.isSealed === 1) throw new AppError('not_allowed', '检举控告不能交给别的单位（信访工作条例第三十条）')
    const taken = findTaken(ctx.db, matterId)
    if (!taken) throw new AppError('not_allowed', '这件事项不是从密封包收下的')
    const { task, centreName, centreKey } = taken
    if (answer.on > ctx.today) throw invalidField('on', '办理日期不能晚于今天')
    if (answer.on < task.on) throw invalidField('on', `办理日期早于交办日期 ${task.on}`)
    const documents = [...readPapers(openFile(ctx, matterId), documentIds), ...(await readOwnFiles(files))]
    checkSize(documents)
    const own = ctx.transact(ensureSeatKey)
    const { slipCode, matterNumber } = task
    const packageId = ctx.newId<string>()
    const content: AnswerContent = { packageId, isPractice: ctx.isPractice, slipCode, matterNumber, answer, documents }
    const bytes = await sealFor(centreKey, own, { kind: 'answer', madeAt: ctx.now }, content)
    ctx.transact((tx) => {
      const titles = documents.map(({ title, number }) => `${title} ${number}`.trim())
      const { on, text, closure } = answer
      const payload = { packageId, centre: centreName, on, text, closure: CLOSURES[closure], documents: titles }
      recordEvent(tx, matterId, version, 'package_answered', payload)
      markAnswered(tx.db, matterId, tx.now)
      audit(tx, 'exported', { kind: 'matter', id: matterId, title: matter.number }, `密封包回复${centreName}`)
      tx.changed('linkage')
    })
    const fileName = `一窗通回复包-${slipCode}-${ctx.today}${ANSWER_SUFFIX}`
    return { fileName, base64: bytes.toString('base64') }
  },

  'linkage.takeAnswer': async (ctx, { base64, version }) => {
    const opened = await openUnitFile(ctx, base64)
    if (opened.kind !== 'answer') throw new AppError('invalid', '这是密封包，不是回复包')
    const { content } = opened
    return ctx.transact((tx) => {
      const { matterId, number, unit, key, act, why } = answeredPart(tx, opened)
      if (why) throw new AppError('not_allowed', why)
      recordAct(tx, 'unitAnswers', { matterId, version, act })
      keepDocuments(tx, matterId, content.documents, { kind: 'unit_file', ref: key, by: unit })
      audit(tx, 'imported', { kind: 'matter', id: matterId, title: number }, `登记${unit}的回复包`)
      tx.changed('linkage')
      return { matterId, number, unit }
    })
  },
} satisfies Partial<Handlers>
