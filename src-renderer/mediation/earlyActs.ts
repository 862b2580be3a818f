import type { MediationActName } from '../../src-shared/mediation/events.ts'
import type { MediationView } from '../../src-shared/mediation/schema.ts'
import { proposeRemedies, TERMINATION_REASONS } from '../../src-shared/mediation/terminationReasons.ts'
import { choicesOf, type FieldSpec } from '../workbench/fieldSpec.ts'
import { dayField } from '../workbench/simpleAct.ts'
import { partyChoices, type SimpleAct } from './simpleAct.ts'

const remedies: FieldSpec = {
  kind: 'lines',
  name: 'remedies',
  label: '告知的其他途径',
  required: true,
  max: 10,
  span: 'full',
  hint: '写明机关；会印在告知书上',
}
const HOW_ASKED = { oral: '当面口头', phone: '电话', written: '书面' }

/** Acts up to the agreement, or in place of it. */
export const EARLY_ACTS: Partial<Record<MediationActName, SimpleAct>> = {
  refuse: {
    note: '不予受理要说明理由，并告知其他救济途径。',
    initial: ({ today, view }) => ({
      refusedOn: today,
      reason: '',
      remedies: proposeRemedies(view.detail?.justiceClass ?? ''),
    }),
    fields: () => [
      dayField('refusedOn', '日期'),
      { kind: 'long', name: 'reason', label: '不受理原因', required: true, maxLength: 500, span: 'full' },
      remedies,
    ],
  },
  recordConsent: {
    note: '当事人一方明确拒绝调解的，不得调解（人民调解法第十七条）。',
    hasMore: ({ view }) => view.consents.some(({ state }) => state === 'unknown'),
    initial: (s) => ({
      partyId: s.view.consents.find(({ state }) => state === 'unknown')?.partyId ?? s.view.consents[0]?.partyId ?? '',
      isGiven: 'yes',
      on: s.today,
      how: 'oral',
    }),
    fields: (s) => [
      { kind: 'choice', name: 'partyId', label: '当事人', required: true, options: partyChoices(s) },
      {
        kind: 'choice',
        name: 'isGiven',
        label: '意见',
        required: true,
        options: choicesOf({ yes: '同意调解', no: '明确拒绝' }),
      },
      dayField('on', '日期'),
      { kind: 'choice', name: 'how', label: '方式', required: true, options: choicesOf(HOW_ASKED) },
    ],
    toPayload: (values) => ({ ...values, isGiven: values['isGiven'] === 'yes' }),
  },
  tellRights: {
    note: '调解前口头或书面告知调解的性质、原则、效力和当事人的权利义务。告知书在“文书”里预览、出具，请各方签收。',
    initial: ({ view, today }) => ({
      partyIds: view.consents.filter(({ isTold }) => !isTold).map(({ partyId }) => partyId),
      on: today,
      how: 'written',
    }),
    fields: (s) => [
      {
        kind: 'multi',
        name: 'partyIds',
        label: '被告知的当事人',
        required: true,
        options: partyChoices(s),
        span: 'full',
      },
      dayField('on', '日期'),
      {
        kind: 'choice',
        name: 'how',
        label: '方式',
        required: true,
        options: choicesOf({ written: '书面', oral: '口头' }),
      },
    ],
  },
  recordRecusal: {
    note: '记下谁提出、为什么、结果如何。同意回避的，要重新指定调解员。',
    initial: ({ view, today }) => ({
      mediatorName: view.detail?.mediators[0]?.name ?? '',
      askedBy: '',
      reason: '',
      isGranted: true,
      on: today,
    }),
    fields: (s) => [
      {
        kind: 'choice',
        name: 'mediatorName',
        label: '调解员',
        required: true,
        options: (s.view.detail?.mediators ?? []).map(({ name }) => ({ value: name, label: name })),
      },
      {
        kind: 'choice',
        name: 'askedBy',
        label: '提出人',
        required: true,
        allowFree: true,
        options: partyChoices(s).map(({ label }) => ({ value: label, label })),
        hint: '当事人，或调解员本人',
      },
      dayField('on', '日期'),
      { kind: 'long', name: 'reason', label: '理由', required: true, maxLength: 300, span: 'full' },
      { kind: 'check', name: 'isGranted', label: '同意回避，另行指定' },
    ],
  },
  terminate: {
    note: '调解不成的应当终止，并告知当事人可以通过仲裁、行政、司法途径维护权利（人民调解法第二十六条）。',
    initial: ({ view, today }) => ({
      on: today,
      reasonCode: '2',
      reason: '',
      remedies: proposeRemedies(view.detail?.justiceClass ?? ''),
      undisputedFacts: '',
    }),
    fields: () => [
      dayField('on', '终止日期'),
      {
        kind: 'choice',
        name: 'reasonCode',
        label: '终止原因',
        required: true,
        span: 2,
        options: TERMINATION_REASONS.codes.map(({ code, title }) => ({ value: code, label: title })),
      },
      { kind: 'long', name: 'reason', label: '原因说明', required: true, maxLength: 500, span: 'full' },
      remedies,
      {
        kind: 'long',
        name: 'undisputedFacts',
        label: '无争议的事实',
        maxLength: 3000,
        span: 'full',
        hint: '需各方同意并签字；没有可不填',
      },
    ],
  },
  recordPause: {
    note: '例如医疗纠纷的鉴定时间不计入调解期限（医疗纠纷预防和处理条例第三十八条）。',
    initial: ({ view, today }) => ({ ruleId: running(view)[0]?.ruleId ?? '', fromOn: today, toOn: today, reason: '' }),
    fields: ({ view }) => [
      {
        kind: 'choice',
        name: 'ruleId',
        label: '期限',
        required: true,
        options: running(view).map(({ ruleId, title }) => ({ value: ruleId, label: title })),
      },
      dayField('fromOn', '从'),
      { ...dayField('toOn', '到'), hint: '两头都不计入' },
      { kind: 'text', name: 'reason', label: '原因', required: true, maxLength: 300, span: 'full' },
    ],
  },
}

function running(view: MediationView) {
  return view.matter.deadlines.filter(({ state }) => state === 'running' || state === 'missed')
}
