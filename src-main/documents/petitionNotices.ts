import { ruleInForce, sourceText, UNIT_TEXT } from '../../src-shared/calendar/deadlineRule.ts'
import { addDays } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import { ELSEWHERE } from '../../src-shared/petition/clocks.ts'
import { FORMS, formOfChannel, ITEM_TEXT, OPINION_CONCLUSIONS, PROCEDURES } from '../../src-shared/petition/codes.ts'
import { PETITION_DEADLINE_RULES } from '../../src-shared/petition/deadlineRules.ts'
import { all, last } from '../../src-shared/petition/project.ts'
import { ruleOf } from '../intake/deadlines.ts'
import type { Builders } from './draftPaper.ts'
import type { MatterFile } from './matterFile.ts'
import {
  addresseeOf,
  citizenNames,
  citizensOf,
  described,
  factsOf,
  found,
  materialsOf,
  namedSubject,
  outgoing,
  pick,
  subjectOf,
} from './petitionFile.ts'

const clockOf = (file: MatterFile, ruleId: string, anchor = '') =>
  file.deadlines.find((row) => row.ruleId === ruleId && row.anchor === anchor)

function acceptanceNotice(file: MatterFile, _: string, number: string): PaperData<'petition_acceptance_notice'> {
  const accepted = found(last(file.petitionRecord, 'accept'), '本单位尚未受理')
  const clock = accepted.item === '31-6' ? clockOf(file, 'B-06') : undefined
  const { reviewOrgan } = file.ctx.settings
  return {
    ...outgoing(file, number, addresseeOf(file), file.ctx.today, accepted.handler),
    ...subjectOf(file),
    acceptedOn: accepted.acceptedOn,
    clause: ITEM_TEXT[accepted.item] ?? '',
    isSimple: accepted.isSimple,
    limit: clock ? '60日' : '',
    limitClause: '《信访工作条例》第三十四条；情况复杂的，经本单位负责人批准可以延长不超过30日，并告知您理由',
    dueOn: clock?.originalDueOn ?? null,
    rights: [
      '办理期间，您可以补充材料、了解进展；认为经办人与本事项或者您有直接利害关系的，可以申请回避。',
      accepted.item === '31-6'
        ? `办结后，本单位将向您出具信访处理意见书。不服的，可以自收到之日起30日内向${reviewOrgan || '本单位的上一级机关、单位'}请求复查（第三十五条）。`
        : '办结后，本单位将把办理结果告知您。',
      '您对本告知有异议的，可以按下列方式向本单位提出，也可以向上一级机关、单位反映。',
    ],
  }
}

function transferLetter(file: MatterFile, ref: string, number: string): PaperData<'petition_transfer_letter'> {
  const about = described(file)
  const common = {
    ...subjectOf(file),
    citizens: citizensOf(file).map(({ name, address, phone }) => ({ name, address, phone })),
    form: FORMS[about?.form ?? formOfChannel(file.matter.channel)],
    facts: factsOf(file),
    wishesSecrecy: about?.wishesSecrecy ?? false,
    isUrgent: about?.isUrgent ?? false,
    materials: materialsOf(file),
  }
  const handed = pick(all(file.petitionRecord, 'handReport'), ref)
  if (handed)
    return { ...common, ...outgoing(file, number, handed.organ, handed.on), paperTitle: '转送函', isReport: true }
  const transfer = found(pick(all(file.petitionRecord, 'transfer'), ref), '没有转送、交办')
  return {
    ...common,
    ...outgoing(file, number, transfer.unit, transfer.on),
    paperTitle: transfer.mode === 'assign' ? '交办函' : '转送函',
    helpers: transfer.helpers,
    reportBy: transfer.reportBy,
  }
}

function directionNotice(file: MatterFile, ref: string, number: string): PaperData<'petition_direction_notice'> {
  const transfer = found(pick(all(file.petitionRecord, 'transfer'), ref), '没有转送、交办')
  return {
    ...outgoing(file, number, addresseeOf(file), file.ctx.today),
    ...subjectOf(file),
    transferredOn: transfer.on,
    mode: transfer.mode === 'assign' ? '交办' : '转送',
    toUnit: transfer.unit,
    helpers: transfer.helpers,
  }
}

function guidanceNotice(file: MatterFile, _: string, number: string): PaperData<'petition_guidance_notice'> {
  const { on, toWhom, reason } = found(last(file.petitionRecord, 'guide'), '没有作出引导告知')
  return { ...outgoing(file, number, addresseeOf(file), on), ...subjectOf(file), toWhom, reason }
}

/** Our own objection to whoever sent the petition here; a unit's objection to us is the unit's paper. */
function objection(file: MatterFile, _: string, number: string): PaperData<'petition_objection'> {
  const { on, sender, reason } = found(last(file.petitionRecord, 'objectToSender'), '没有提出异议')
  const decided = last(file.petitionRecord, 'senderDecides')
  return {
    ...outgoing(file, number, sender, on),
    ...subjectOf(file),
    sender,
    letterNumber: file.matter.sourceNumber,
    citizen: citizenNames(file),
    lastDayOn: clockOf(file, 'B-05')?.dueOn ?? null,
    reason,
    materials: materialsOf(file),
    objectedOn: on,
    isAgreed: decided?.isAgreed ?? null,
    decidedOn: decided?.on ?? null,
    decisionNote: decided?.note ?? '',
  }
}

const refusalOn =
  (ground: 'pending_elsewhere' | 'after_recheck', why: string) =>
  (file: MatterFile, _: string, number: string): PaperData<'petition_refusal'> => {
    const refused = found(
      all(file.petitionRecord, 'refuse').findLast((each) => each.ground === ground),
      why,
    )
    const { on, earlierNumber: earlier, reason, remedies } = refused
    return { ...outgoing(file, number, addresseeOf(file), on), ...subjectOf(file), earlier, reason, remedies }
  }

function procedureNotice(file: MatterFile, _: string, number: string): PaperData<'petition_procedure_notice'> {
  const led = found(last(file.petitionRecord, 'leadToProcedure'), '没有导入其他法定途径')
  const rules = ELSEWHERE[led.procedure]
  const limits = [rules?.apply, rules?.decide].flatMap((id) => {
    const rule = id ? ruleInForce(PETITION_DEADLINE_RULES, id, led.on) : undefined
    return rule ? [rule] : []
  })
  const { title, item } = PROCEDURES[led.procedure]
  return {
    ...outgoing(file, number, addresseeOf(file), led.on),
    ...subjectOf(file),
    procedure: title,
    organ: led.organ,
    clause: ITEM_TEXT[item] ?? '',
    reason: led.reason,
    limits: limits.map((rule) => ({
      title: rule.title,
      amount: `${rule.amount}${UNIT_TEXT[rule.unit]}`,
      startEvent: rule.startEvent,
      clause: sourceText(rule),
      lastDayOn: clockOf(file, rule.id, led.id)?.dueOn ?? null,
      note: rule.consequence,
    })),
  }
}

function extensionNotice(file: MatterFile, ref: string, number: string): PaperData<'petition_extension_notice'> {
  const extended = found(pick(all(file.petitionRecord, 'extendDeadline'), ref), '没有延长期限')
  const clock = clockOf(file, extended.ruleId, extended.anchor)
  if (!clock) throw new AppError('not_allowed', '所延长的期限已经不存在')
  const rule = ruleOf(clock)
  const ofClock = all(file.petitionRecord, 'extendDeadline').filter(
    (each) => each.ruleId === extended.ruleId && each.anchor === extended.anchor,
  )
  const before = ofClock.filter((each) => each.seq < extended.seq).reduce((sum, each) => sum + each.amount, 0)
  const isLast = ofClock.at(-1)?.id === extended.id
  const isPlain = rule.unit === 'natural_days'
  return {
    ...outgoing(file, number, addresseeOf(file), file.ctx.today),
    ...subjectOf(file),
    acceptedOn: clock.startOn,
    clause: rule.id === 'B-06' ? '' : sourceText(rule),
    originalDueOn: before === 0 ? clock.originalDueOn : isPlain ? addDays(clock.originalDueOn, before) : null,
    amount: `${extended.amount}${UNIT_TEXT[rule.extension?.unit ?? rule.unit]}`,
    dueOn: isLast ? clock.dueOn : isPlain ? addDays(clock.originalDueOn, before + extended.amount) : null,
    reason: extended.reason,
    approver: extended.approver,
    approvedOn: extended.on,
  }
}

function supervision(file: MatterFile, ref: string, number: string): PaperData<'petition_supervision'> {
  const { id, on, unit, text } = found(pick(all(file.petitionRecord, 'supervise'), ref), '没有督办')
  const transfer = all(file.petitionRecord, 'transfer').findLast((each) => each.unit === unit)
  return {
    ...outgoing(file, number, unit, on),
    ...namedSubject(file),
    citizen: citizenNames(file),
    transferNumber: transfer
      ? transfer.letterNumber || issuedNumber(file, 'petition_transfer_letter', transfer.id)
      : '',
    transferredOn: transfer?.on ?? null,
    text,
    answerBy: clockOf(file, 'B-14', id)?.dueOn ?? null,
  }
}

/** The number of a paper as it was issued and not voided; empty if it was not. */
export const issuedNumber = (file: MatterFile, kind: string, ref: string): string =>
  file.documents.findLast((each) => each.kind === kind && each.ref === ref && !each.isVoid)?.number ?? ''

/** 办结报告 to the organ that assigned the matter to this office (Art. 22). */
function handlingReport(file: MatterFile, _: string, number: string): PaperData<'petition_report'> {
  const { matter, petitionRecord: record, petition } = file
  if (matter.channel !== 'transfer' || matter.sourceUnit === '')
    throw new AppError('not_allowed', '不是其他单位转送、交办的事项')
  const opinion = all(record, 'issueOpinion').findLast((each) => each.level === 'handling')
  const closed = last(record, 'close')
  const replied = last(record, 'reply')
  const report = closed?.summary ?? replied?.text ?? opinion?.factsFound
  if (report === undefined && !petition.settledOn) throw new AppError('not_allowed', '还没有办理结果')
  return {
    ...outgoing(file, number, matter.sourceUnit, file.ctx.today, last(record, 'accept')?.handler),
    ...subjectOf(file),
    letterNumber: matter.sourceNumber,
    citizen: citizenNames(file),
    acceptedOn: petition.acceptedOn,
    toldOn: last(record, 'tellAcceptance')?.on ?? null,
    report: report ?? '',
    opinionNumber: opinion?.number ?? '',
    conclusion: opinion ? OPINION_CONCLUSIONS[opinion.conclusion] : '',
    servedOn: petition.opinions.handling?.servedOn ?? null,
    settledOn: petition.settledOn,
  }
}

export const NOTICE_BUILDERS = {
  petition_acceptance_notice: acceptanceNotice,
  petition_transfer_letter: transferLetter,
  petition_direction_notice: directionNotice,
  petition_guidance_notice: guidanceNotice,
  petition_objection: objection,
  petition_refusal: refusalOn('pending_elsewhere', '没有不予受理'),
  petition_no_more: refusalOn('after_recheck', '没有不再受理'),
  petition_procedure_notice: procedureNotice,
  petition_extension_notice: extensionNotice,
  petition_supervision: supervision,
  petition_report: handlingReport,
} satisfies Builders
