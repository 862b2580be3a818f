import { sourceText, UNIT_TEXT } from '../../src-shared/calendar/deadlineRule.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { PAPERS, type PaperData, type PaperKind } from '../../src-shared/paper/registry.ts'
import { deadlineId, ruleOf } from '../intake/deadlines.ts'
import { listDeadlines } from '../intake/deadlineRepo.ts'
import { clockTitleOfUnit } from '../../src-shared/linkage/clockUnit.ts'
import type { Ctx } from '../ctx/ctx.ts'
import type { PaperDraft } from './issue.ts'
import { openFile, partiesOf, type MatterFile } from './matterFile.ts'
import { clockGroups } from './linkageDeadlines.ts'
import { LINKAGE_BUILDERS, linkageGaps, linkagePaperUnit, recordedLinkageNumber } from './linkagePapers.ts'
import { MEDIATION_BUILDERS } from './mediationPapers.ts'
import { paperNumber } from './numbers.ts'
import { petitionGaps } from './petitionForms.ts'
import { PETITION_BUILDERS, recordedPetitionNumber } from './petitionPapers.ts'

/** Makes the data of one paper from a matter's file. A topic brings a map of them, composed here. */
export type Builder<K extends PaperKind> = (file: MatterFile, ref: string, number: string) => PaperData<K>
export type Builders = { [K in PaperKind]?: Builder<K> }
const BUILDERS: Builders = {
  receipt_slip: receiptSlip,
  refusal_notice: refusalNotice,
  deadline_sheet: deadlineSheet,
  ...MEDIATION_BUILDERS,
  ...PETITION_BUILDERS,
  ...LINKAGE_BUILDERS,
  dossier_gaps: (file) =>
    file.state.kind === 'petition'
      ? petitionGaps(file)
      : file.state.kind === 'linkage'
        ? linkageGaps(file)
        : MEDIATION_BUILDERS.dossier_gaps(file),
}

/**
 * The data of a matter's paper as of now.
 * @throws AppError 'not_allowed' if the matter has nothing for this paper yet
 */
export function draftPaper(ctx: Ctx, matterId: string, kind: PaperKind, ref: string): PaperDraft {
  return draftFromFile(openFile(ctx, matterId), kind, ref)
}

/** As {@link draftPaper}, for a file that is already open. */
export function draftFromFile(file: MatterFile, kind: PaperKind, ref: string): PaperDraft {
  const build = BUILDERS[kind] as Builder<PaperKind> | undefined
  if (!build) throw new AppError('invalid', '这种文书不属于单个事项')
  const { id: matterId, number: subject, version } = file.matter
  const number = paperNumber(
    file,
    kind,
    ref,
    recordedPetitionNumber(file, kind, ref) || recordedLinkageNumber(file, kind, ref),
  )
  const data = build(file, ref, number)
  // one form may serve several papers, such as 转送函 and 交办函: the data say which
  const { paperTitle } = data as { paperTitle?: string }
  const unit = linkagePaperUnit(file, kind, ref)
  const title = `${paperTitle ?? PAPERS[kind].title}${unit && `（${unit}）`}`
  return { kind, matterId, ref, number, title, data, subject, stamp: `${version}` }
}

const visitor = (file: MatterFile): string =>
  file.matter.isAnonymous
    ? '（未留姓名）'
    : (partiesOf(file, 'visitor', 'applicant')[0]?.name ?? file.parties[0]?.name ?? '')

function receiptSlip(file: MatterFile): PaperData<'receipt_slip'> {
  const { settings } = file.ctx
  const { matter } = file
  return {
    centreName: settings.centreName,
    number: matter.number,
    visitor: visitor(file),
    matter: matter.summary,
    wish: matter.wish,
    receivedOn: matter.receivedOn,
    promiseOn: matter.promiseOn,
    promise: matter.promiseOn ? `${settings.promiseWorkingDays}个工作日内给您答复` : '',
    nextStep:
      matter.stage === 'registered'
        ? '我们将研究由哪个单位办理，并在上面的日期前告知您。'
        : '您的事项正在办理，有结果会告知您。',
    handler: matter.enteredBy,
    leadUnit: settings.centreName,
    phone: settings.centrePhone,
    address: settings.centreAddress,
  }
}

function refusalNotice(file: MatterFile, _ref: string, number: string): PaperData<'refusal_notice'> {
  const { settings } = file.ctx
  const triaged = [...file.events].reverse().find((event) => event.kind === 'triaged')
  const remedies =
    file.record.refused?.remedies ?? (triaged?.payload as { remedies?: string[] } | undefined)?.remedies ?? []
  const reason = file.record.refused?.reason ?? triaged?.reason ?? ''
  if (file.matter.stage !== 'refused' || remedies.length === 0) throw new AppError('not_allowed', '没有不予受理的决定')
  return {
    centreName: settings.centreName,
    number,
    visitor: visitor(file),
    receivedOn: file.matter.receivedOn,
    matter: file.matter.summary,
    reason,
    remedies,
    phone: settings.centrePhone,
    address: settings.centreAddress,
    handler: file.ctx.actor.name,
    issuedOn: file.record.refused?.refusedOn ?? file.ctx.today,
  }
}

/** 期限计算单: one clock where `ref` names it, else all of them; those of a task a line each, by unit. */
function deadlineSheet(file: MatterFile, ref: string): PaperData<'deadline_sheet'> {
  const rows = listDeadlines(file.ctx.db, file.matter.id).filter((row) => ref === '' || deadlineId(row) === ref)
  if (rows.length === 0) throw new AppError('not_allowed', '这件事项没有在走的期限')
  const isCompact = file.state.kind === 'linkage' && ref === ''
  return {
    organisation: file.ctx.settings.centreName,
    number: file.row?.dossierNumber ?? file.matter.number,
    matter: file.matter.summary,
    preparer: file.ctx.actor.name,
    preparedOn: file.ctx.today,
    groups: isCompact ? clockGroups(file) : [],
    deadlines: (isCompact ? [] : rows).map((row) => {
      const rule = ruleOf(row)
      return {
        title: clockTitleOfUnit(file.linkageRecord, row, rule.title),
        clause: sourceText(rule),
        startEvent: rule.startEvent,
        startOn: row.startOn,
        unit: `${rule.amount}${UNIT_TEXT[rule.unit]}`,
        steps: JSON.parse(row.steps) as string[],
        dueOn: row.dueOn,
        note: rule.consequence,
        confidence: rule.confidence,
      }
    }),
  }
}
