import { definePaper, seal, signature } from '../../paper/spec.ts'
import * as data from './schema.ts'

const FORM_239 = '司发通〔2010〕239号文书格式[待核]'
const eachParty = { isPerPerson: true }
const version = { templateVersion: '1', page: 'A4' } as const

export const MEDIATION_PAPERS = {
  application_form: definePaper({
    ...version,
    title: '人民调解申请书',
    template: 'application_form.typ',
    schema: data.ApplicationForm,
    needsNumber: false,
    legalBasis: ['人民调解法第十七条', FORM_239],
    signaturePlaces: [signature('applicant', '申请人（签名、盖章或按指印）', 'party', eachParty)],
  }),
  acceptance_form: definePaper({
    ...version,
    title: '人民调解受理登记表',
    template: 'acceptance_form.typ',
    schema: data.AcceptanceForm,
    needsNumber: true,
    legalBasis: ['人民调解法第二十七条', FORM_239],
    signaturePlaces: [
      signature('party', '当事人（签名）', 'party', eachParty),
      signature('registrar', '登记人（签名）', 'recorder'),
      seal('committee', '（人民调解委员会印章）', 'committee'),
    ],
  }),
  rights_notice: definePaper({
    ...version,
    title: '当事人权利义务告知书',
    template: 'rights_notice.typ',
    schema: data.RightsNotice,
    needsNumber: true,
    legalBasis: [
      '人民调解法第三条、第四条、第七条、第二十三条、第二十四条、第二十六条、第三十一条、第三十三条',
      '个人信息保护法第十七条、第二十九条、第三十条',
    ],
    signaturePlaces: [signature('party', '当事人（签名）', 'party', eachParty)],
  }),
  session_record: definePaper({
    ...version,
    title: '人民调解记录',
    template: 'session_record.typ',
    schema: data.SessionRecord,
    needsNumber: true,
    legalBasis: ['人民调解法第二十七条', FORM_239],
    signaturePlaces: [
      signature('party', '当事人（签名）', 'party', eachParty),
      signature('participant', '参加人（签名）', 'participant', { isPerPerson: true, isRequired: false }),
      signature('mediator', '人民调解员（签名）', 'mediator', { isPerPerson: true }),
      signature('recorder', '记录人（签名）', 'recorder'),
      seal('committee', '（人民调解委员会印章）', 'committee'),
    ],
  }),
  agreement: definePaper({
    ...version,
    title: '人民调解协议书',
    template: 'agreement.typ',
    schema: data.Agreement,
    needsNumber: true,
    legalBasis: ['人民调解法第二十八条、第二十九条', FORM_239],
    signaturePlaces: [
      signature('party', '当事人（签名、盖章或按指印）', 'party', eachParty),
      signature('mediator', '人民调解员（签名）', 'mediator', { isPerPerson: true }),
      signature('recorder', '记录人（签名）', 'recorder'),
      seal('committee', '（人民调解委员会印章）', 'committee'),
    ],
  }),
  oral_agreement: definePaper({
    ...version,
    title: '人民调解口头协议登记表',
    template: 'oral_agreement.typ',
    schema: data.OralAgreement,
    needsNumber: true,
    legalBasis: ['人民调解法第二十八条、第三十条', FORM_239],
    signaturePlaces: [
      signature('mediator', '人民调解员（签名）', 'mediator', { isPerPerson: true }),
      seal('committee', '（人民调解委员会印章）', 'committee'),
    ],
  }),
  dossier_cover: definePaper({
    ...version,
    title: '人民调解卷宗封面',
    template: 'dossier_cover.typ',
    schema: data.DossierCover,
    needsNumber: true,
    legalBasis: ['人民调解法第二十七条', FORM_239],
    signaturePlaces: [],
  }),
  dossier_catalogue: definePaper({
    ...version,
    title: '卷内目录',
    template: 'dossier_catalogue.typ',
    schema: data.DossierCatalogue,
    needsNumber: true,
    legalBasis: ['人民调解法第二十七条', FORM_239],
    signaturePlaces: [],
  }),
  termination_notice: definePaper({
    ...version,
    title: '终止调解告知书',
    template: 'termination_notice.typ',
    schema: data.TerminationNotice,
    needsNumber: true,
    legalBasis: ['人民调解法第二十六条'],
    signaturePlaces: [
      seal('committee', '（人民调解委员会印章）', 'committee'),
      signature('mediator', '人民调解员（签名）', 'mediator', { isPerPerson: true }),
      signature('party', '当事人（签名）', 'party', eachParty),
    ],
  }),
  return_visit: definePaper({
    ...version,
    title: '人民调解回访记录',
    template: 'return_visit.typ',
    schema: data.ReturnVisit,
    needsNumber: false,
    legalBasis: ['人民调解法第三十一条', FORM_239],
    signaturePlaces: [signature('visitor', '回访人（签名）', 'mediator')],
  }),
  judicial_confirmation: definePaper({
    ...version,
    title: '司法确认申请书',
    template: 'judicial_confirmation.typ',
    schema: data.JudicialConfirmation,
    needsNumber: false,
    legalBasis: ['人民调解法第三十三条', '民事诉讼法（2023）第二百零五条', '法释〔2022〕11号第三百五十四条'],
    signaturePlaces: [signature('applicant', '申请人（签名或盖章）', 'party', eachParty)],
  }),
}
